package dev.starfold.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Serves JSON documents over HTTP on 127.0.0.1. */
final class DocumentServer implements AutoCloseable {

    private final HttpServer http;

    private DocumentServer(HttpServer http) {
        this.http = http;
    }

    static DocumentServer on(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            HttpServer http = HttpServer.create(address, 0);
            // Its thread takes after the one that starts it, and shall not keep the JVM alive.
            Thread.ofPlatform().daemon().start(http::start).join();
            return new DocumentServer(http);
        } catch (IOException e) {
            throw new ServerException("Cannot listen on port " + port + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while starting to listen", e);
        }
    }

    void serve(String path, Supplier<String> json) {
        http.createContext(path, exchange -> {
            byte[] body = json.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
