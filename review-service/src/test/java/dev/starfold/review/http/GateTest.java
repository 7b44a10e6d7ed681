package dev.starfold.review.http;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients really see of requests that come to no resource. */
@QuarkusTest
@OnRealServers
class GateTest {

    private static final String TOKEN = EmbeddedServers.issuer().token("ana");

    @TestHTTPResource("/reviews")
    URI reviews;

    @ParameterizedTest
    @ValueSource(ints = {262_145, 10 << 20})
    void aLargeRequestIsRefusedWhetherOrNotItSaysSo(int size) throws Exception {
        byte[] body = new byte[size];
        for (BodyPublisher publisher : new BodyPublisher[] {BodyPublishers.ofByteArray(body), chunked(body)}) {
            HttpResponse<String> response = post(publisher, "Bearer " + TOKEN);
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.body()).contains("\"type\":\"/problems/too-large\"");
        }
    }

    @Test
    void theTokenIsAskedForBeforeTheSizeIsLookedAt() throws Exception {
        for (BodyPublisher publisher :
                new BodyPublisher[] {BodyPublishers.ofByteArray(new byte[10 << 20]), chunked(new byte[10 << 20])}) {
            HttpResponse<String> response = post(publisher, "Basic x");
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).contains("\"type\":\"/problems/unauthenticated\"");
        }
    }

    @Test
    void aChunkedRequestIsReadAsAnyOther() throws Exception {
        byte[] body = review(newSubject(), "\"score\": 7, \"body\": \"— 👍\"").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = post(chunked(body), "Bearer " + TOKEN);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).contains("— 👍");
    }

    @Test
    void whoWaitsToBeToldToSendABodyIsTold() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(reviews)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(BodyPublishers.ofString(review(newSubject(), "\"score\": 7")))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 12_000, 19_999})
    void aLongChunkedReviewArrivesWhole(int length) throws Exception {
        String text = "a".repeat(length);
        byte[] body = review(newSubject(), "\"score\": 7, \"body\": \"%s\"".formatted(text))
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = post(chunked(body), "Bearer " + TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.body()).contains(text);
    }

    @Test
    void aMethodThatAPathHasNotIsRefusedAndThoseItHasAreNamed() {
        Response answer = as("ana").patch("/reviews/7b58ce69-2ee5-4055-a57e-6682c8c0faae");
        problem(405, "method-not-allowed", answer);
        answer.then().header("Allow", "DELETE, GET, HEAD, OPTIONS, PUT");
        as("ana").delete("/reviews/preview").then().statusCode(405).header("Allow", "OPTIONS, POST");
        as("ana").put("/imports").then().statusCode(405).header("Allow", "OPTIONS, POST");
    }

    @Test
    void anotherContentTypeIsRefused() {
        for (String type : new String[] {"text/plain", "application/xml", "multipart/form-data"}) {
            problem(
                    415,
                    "unsupported-media-type",
                    given().auth()
                            .oauth2(TOKEN)
                            .header("Content-Type", type)
                            .body(new byte[] {'{', '}'})
                            .post("/reviews"));
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /reviews", "PUT, /reviews/7b58ce69-2ee5-4055-a57e-6682c8c0faae"})
    void aBodyOfNoDeclaredTypeIsNotTakenForJson(String method, String path) throws Exception {
        URI target = reviews.resolve(path);
        byte[] body = review(newSubject(), "\"score\": 7").getBytes(StandardCharsets.UTF_8);
        for (BodyPublisher publisher : new BodyPublisher[] {BodyPublishers.ofByteArray(body), chunked(body)}) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpRequest request = HttpRequest.newBuilder(target)
                        .version(version)
                        .header("Authorization", "Bearer " + TOKEN)
                        .method(method, publisher)
                        .build();
                problem(415, "unsupported-media-type", send(request));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reviews/%zz",
                "/reviews/%",
                "/reviews/a%2/history",
                "/%zz",
                "/schemas/%zz",
                "/reviews?author=%zz",
                "/reviews?%f=x",
                "/reviews?author=%u00e9",
                "/reviews?author={x}",
                "/reviews/[x]",
                "/q/%zz"
            })
    void aMalformedAddressIsAProblem(String target) throws Exception {
        problem(400, "bad-request", raw("GET " + target));
        problem(400, "bad-request", raw("DELETE " + target));
    }

    @Test
    void escapesThatAreWellFormedAreRead() {
        given().urlEncodingEnabled(false)
                .get("/reviews?author=a%2Bb%C3%A9%20c&subject=anime%3A1")
                .then()
                .statusCode(200);
    }

    @Test
    void whatTheServiceDoesNotHaveIsAProblemToo() {
        problem(404, "not-found", get("/nothing"));
        problem(404, "not-found", get("/reviews/7b58ce69-2ee5-4055-a57e-6682c8c0faae/nothing"));
        problem(405, "method-not-allowed", as(newUser()).patch("/reviews"));
        problem(405, "method-not-allowed", as(newUser()).delete("/reviews"));
        problem(406, "not-acceptable", given().accept("text/html").get("/reviews"));
    }

    /** What reads a path before resources do would take them for other paths, and a body for one that nobody reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /imports;a=b",
                "POST ;a=b/imports",
                "GET /reviews;a=b?limit=1",
                "GET %2Freviews?limit=1",
                "GET ;a=b/reviews?limit=1"
            })
    void aPathBeginsWithASlashAndHasNoParametersOfItsOwn(String request) throws Exception {
        problem(400, "bad-request", raw(request));
    }

    private HttpResponse<String> post(BodyPublisher body, String authorization) throws Exception {
        return send(HttpRequest.newBuilder(reviews)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(body)
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    /** By hand: clients for HTTP refuse to send what is malformed. */
    private String raw(String request) throws Exception {
        try (var socket = new Socket(reviews.getHost(), reviews.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void problem(int status, String slug, String raw) {
        assertThat(raw)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"/problems/" + slug + "\"", "\"status\":" + status);
    }

    private static void problem(int status, String slug, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + slug + "\"");
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static void problem(int status, String slug, Response response) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", is("/problems/" + slug))
                .body("status", is(status));
    }
}
