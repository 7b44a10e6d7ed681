package dev.starfold.review.imports;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.importing;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How lines may come, and from whom. */
@QuarkusTest
@OnRealServers
class ImportRequestTest {

    private static final String OPERATOR = EmbeddedServers.issuer().token("the-operator", "operator");

    private final String subject = newSubject();

    @Inject
    Vertx vertx;

    @TestHTTPResource("/imports")
    URI imports;

    @Test
    void importsAreForOperators() {
        byte[] line = line(subject, newUser(), "\"score\": 7").getBytes(StandardCharsets.UTF_8);
        importing(given()).body(line).post("/imports").then().statusCode(401);
        importing(as(newUser()))
                .body(line)
                .post("/imports")
                .then()
                .statusCode(403)
                .body("type", is("/problems/forbidden"));
        importing(asModerator()).body(line).post("/imports").then().statusCode(403);
        importing(asOperator()).body(line).post("/imports?dry=true").then().statusCode(400);
        get("/reviews?subject=" + subject).then().body("items", hasSize(0));
        importing(asOperator())
                .contentType("application/ndjson")
                .body(line)
                .post("/imports")
                .then()
                .statusCode(200);
        get("/reviews?subject=" + subject).then().body("items", hasSize(1));
    }

    @Test
    void whoIsRefusedIsToldHoweverMuchTheySend() throws Exception {
        byte[] body = lines(10_000);
        for (String user : new String[] {"ana", "the-operator"}) {
            String token = EmbeddedServers.issuer().token(user);
            for (boolean chunked : new boolean[] {true, false}) {
                HttpResponse<String> answer = send(body, chunked, token, "application/x-ndjson");
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("/problems/forbidden");
            }
        }
        assertThat(send(body, false, OPERATOR, "application/json").statusCode()).isEqualTo(415);
        assertThat(send(body, true, OPERATOR, "application/json").statusCode()).isEqualTo(415);
    }

    @Test
    void theBoundOfOtherRequestsIsNotTheirs() throws Exception {
        for (boolean chunked : new boolean[] {true, false}) {
            byte[] body = lines(4_000);
            assertThat(body.length).isGreaterThan(300_000);
            HttpResponse<String> answer = send(body, chunked, OPERATOR, "application/x-ndjson");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"accepted\":4000,");
        }
    }

    @Test
    void theyComeOverHttp2Too() throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        try {
            String answer = client.request(new RequestOptions()
                            .setMethod(HttpMethod.POST)
                            .setAbsoluteURI(imports.toString())
                            .putHeader("Authorization", "Bearer " + OPERATOR)
                            .putHeader("Content-Type", "application/x-ndjson"))
                    .compose(request -> request.send(Buffer.buffer(lines(4_000))))
                    .compose(HttpClientResponse::body)
                    .map(Buffer::toString)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            assertThat(answer).contains("\"accepted\":4000,");
        } finally {
            client.close();
        }
    }

    @Test
    void whatWasStoredBeforeTheBodyWasCutOffStays() throws Exception {
        try (var socket = new Socket(imports.getHost(), imports.getPort())) {
            socket.getOutputStream().write("""
                            POST /imports HTTP/1.1\r
                            Host: localhost\r
                            Authorization: Bearer %s\r
                            Content-Type: application/x-ndjson\r
                            Content-Length: 1000000\r
                            \r
                            """.formatted(OPERATOR).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(lines(50));
            socket.getOutputStream().write("{\"subject\":".getBytes(StandardCharsets.US_ASCII));
            awaitReviews(50);
        }
        byte[] more = line(subject, newUser(), "\"score\": 7").getBytes(StandardCharsets.UTF_8);
        importing(asOperator()).body(more).post("/imports").then().statusCode(200);
        awaitReviews(51);
    }

    private void awaitReviews(int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        get("/reviews?limit=100&subject=" + subject).then().body("items", hasSize(count)));
    }

    private byte[] lines(int count) {
        return Stream.generate(() -> line(subject, newUser(), "\"score\": 7") + "\n")
                .limit(count)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(byte[] body, boolean chunked, String token, String type) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(imports)
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", type)
                            .POST(
                                    chunked
                                            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                                            : BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
