package dev.starfold.eventstore.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server, whose resource answers when the test says so. */
class AdmissionTest {

    private static final int MOST = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BlockingQueue<RoutingContext> held = new LinkedBlockingQueue<>();

    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        var admission = new Admission(MOST, Duration.ofMillis(300), List.of("/imports"), metrics);
        var router = Router.router(vertx);
        router.route().handler(admission::atTheDoor);
        router.route().handler(BodyHandler.create(false));
        router.route().handler(admission::withBody);
        router.route("/held").handler(held::add);
        router.route().handler(context -> context.response().end("done"));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void oneMoreThanCanBeAnsweredSoonIsToldToComeAgain() throws Exception {
        var first = hold();
        var second = hold();
        var refused = get("/other");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new JsonObject(refused.body()).getString("type")).isEqualTo("/problems/overloaded");

        held.take().response().end();
        held.take().response().end();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
        assertThat(get("/other").statusCode()).isEqualTo(200);
        assertThat(inFlight()).isZero();
        assertThat(metrics.counter("starfold.admission.refused").count()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestLeavesItsConnectionUsable() throws Exception {
        hold();
        hold();
        try (var raw = connected()) {
            send(raw, "POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(line(raw)).contains("503");
            held.take().response().end();
            held.take().response().end();
            await().atMost(PATIENCE).until(() -> inFlight() == 0);
            send(raw, "GET /other HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(rest(raw)).contains("HTTP/1.1 200").endsWith("done");
        }
    }

    @Test
    void whoSendsSlowlyHoldsNoPlaceAndIsGivenUp() throws Exception {
        try (var one = connected();
                var other = connected()) {
            send(one, "POST /held HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo");
            send(other, "POST /held HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbo");
            assertThat(get("/other").statusCode()).isEqualTo(200);
            assertThat(inFlight()).isZero();
            assertThat(rest(one)).startsWith("HTTP/1.1 408").contains("/problems/timeout");
            assertThat(rest(other)).startsWith("HTTP/1.1 408");
        }
        assertThat(held).isEmpty();
    }

    @Test
    void aStreamMayTakeItsTime() throws Exception {
        try (var stream = connected();
                var late = connected()) {
            send(stream, "POST /imports HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbo");
            send(late, "POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo");
            // It came later and is given up, so the stream's time would be over too.
            assertThat(rest(late)).startsWith("HTTP/1.1 408");
            send(stream, "dy");
            assertThat(rest(stream)).startsWith("HTTP/1.1 200").endsWith("done");
        }
    }

    @Test
    void whoGoesAwayFreesItsPlace() throws Exception {
        try (var raw = connected()) {
            send(raw, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            await().atMost(PATIENCE).until(() -> inFlight() == 1);
        }
        await().atMost(PATIENCE).until(() -> inFlight() == 0);
    }

    @Test
    void whoReadsSlowlyHoldsNoPlaceOnceItsAnswerHasBegun() throws Exception {
        try (var raw = connected()) {
            send(raw, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            var stream = held.take();
            assertThat(inFlight()).isEqualTo(1);
            stream.response().setChunked(true).write("a part");
            assertThat(line(raw)).contains("200");
            assertThat(inFlight()).isZero();
        }
    }

    private CompletableFuture<HttpResponse<String>> hold() {
        int before = held.size();
        var answer = client.sendAsync(request("/held"), BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> held.size() == before + 1);
        return answer;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path))
                .timeout(PATIENCE)
                .build();
    }

    private Socket connected() throws IOException {
        var socket = new Socket("localhost", server.actualPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private double inFlight() {
        return metrics.get("starfold.admission.in-flight").gauge().value();
    }
}
