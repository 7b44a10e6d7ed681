package dev.starfold.local;

import dev.starfold.embedded.EmbeddedServers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Map;

/** A gateway before one service, which the test plays. */
final class GatewayBefore implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Gateway gateway;
    private final String url;

    /** @param service its name among the ports of {@link Options} */
    GatewayBefore(String service, Handler<HttpServerRequest> answer) throws Exception {
        int answering = vertx.createHttpServer()
                .requestHandler(answer)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        var home = Path.of("../..");
        var ports = Map.of("gateway", 0, service, answering);
        gateway = new Gateway(
                new Options(home, home, false, Options.defaults(home).replicas(), ports), EmbeddedServers.issuer());
        url = "http://localhost:" + gateway.port();
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
