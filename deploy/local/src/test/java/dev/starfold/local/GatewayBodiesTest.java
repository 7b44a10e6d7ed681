package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway before a service with long bodies. */
class GatewayBodiesTest {

    private static final int MEBI = 1 << 20;

    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> more = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private GatewayBefore gateway;
    private String url;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayBefore("review", this::answer);
        url = gateway.url();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        gateway.close();
    }

    @Test
    void aLongImportReachesTheServiceWhileItIsSent() throws Exception {
        var body = new PipedInputStream(MEBI);
        try (var writer = new PipedOutputStream(body)) {
            var answer = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(url + "/imports"))
                            .POST(BodyPublishers.ofInputStream(() -> body))
                            .build(),
                    BodyHandlers.ofString());
            byte[] block = new byte[MEBI];
            writer.write(block);
            writer.flush();
            begun.get(60, TimeUnit.SECONDS);
            for (int i = 1; i < 40; i++) {
                writer.write(block);
            }
            writer.close();
            assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("" + 40 * MEBI);
        }
    }

    @Test
    void anExportArrivesWhileItIsWritten() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/exports/reviews")).build();
        var answer = client.sendAsync(request, BodyHandlers.ofInputStream()).get(60, TimeUnit.SECONDS);
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("first");
            more.complete(null);
            assertThat(lines.readLine()).isEqualTo("second");
        }
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        if (request.path().startsWith("/exports")) {
            response.setChunked(true).write("first\n");
            more.thenRun(() -> response.end("second\n"));
            return;
        }
        var size = new long[1];
        request.handler(bytes -> {
            begun.complete(null);
            size[0] += bytes.length();
        });
        request.endHandler(_ -> response.end("" + size[0]));
    }
}
