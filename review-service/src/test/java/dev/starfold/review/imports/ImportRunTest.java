package dev.starfold.review.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.Metadata;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportRunTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A fault of our own: without a caller no line can be read. */
    @Test
    void whatGoesWrongWhileALineIsReadRejectsThatLineAlone() throws Exception {
        var server = vertx.createHttpServer()
                .requestHandler(request -> new ImportRun(vertx, null, request, Metadata.of(null, null))
                        .start()
                        .onComplete(done -> request.response()
                                .end(String.valueOf(done.succeeded() ? done.result() : done.cause()))));
        int port = server.listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/imports".formatted(port)))
                    .version(HttpClient.Version.HTTP_1_1)
                    .timeout(Duration.ofSeconds(20))
                    .POST(BodyPublishers.ofString("{}\n{}"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body())
                    .contains("accepted=0", "line=1, field=$", "line=2, field=$", "rejectedCount=2");
        }
    }
}
