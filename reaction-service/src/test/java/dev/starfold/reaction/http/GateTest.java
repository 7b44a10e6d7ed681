package dev.starfold.reaction.http;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients really see of requests that come to no resource. */
@QuarkusTest
@OnRealServers
class GateTest {

    private static final String TOKEN = EmbeddedServers.issuer().token("ana");

    @TestHTTPResource("/reactions")
    URI reactions;

    @ParameterizedTest
    @ValueSource(ints = {16_385, 10 << 20})
    void aLargeRequestIsRefusedWhetherOrNotItSaysSo(int size) throws Exception {
        byte[] body = new byte[size];
        for (BodyPublisher publisher : new BodyPublisher[] {BodyPublishers.ofByteArray(body), chunked(body)}) {
            HttpResponse<String> response = put(UUID.randomUUID(), publisher, "Bearer " + TOKEN);
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.body()).contains("\"type\":\"/problems/too-large\"");
        }
    }

    @Test
    void aMethodThatAPathHasNotIsRefusedAndThoseItHasAreNamed() {
        as("ana")
                .patch("/reactions/7b58ce69-2ee5-4055-a57e-6682c8c0faae")
                .then()
                .statusCode(405)
                .header("Allow", "DELETE, GET, HEAD, OPTIONS, PUT");
        as("ana").put("/reactions/kinds").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void theTokenIsAskedForBeforeTheSizeIsLookedAt() throws Exception {
        for (BodyPublisher publisher :
                new BodyPublisher[] {BodyPublishers.ofByteArray(new byte[10 << 20]), chunked(new byte[10 << 20])}) {
            HttpResponse<String> response = put(UUID.randomUUID(), publisher, "Basic x");
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).contains("\"type\":\"/problems/unauthenticated\"");
        }
    }

    @Test
    void aChunkedRequestIsReadAsAnyOther() throws Exception {
        byte[] body = "{\"kind\": \"love-it\"}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = put(Review.known().id(), chunked(body), "Bearer " + TOKEN);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).contains("\"mine\":\"love-it\"");
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
                            .put("/reactions/" + UUID.randomUUID()));
        }
    }

    @Test
    void aBodyOfNoDeclaredTypeIsNotTakenForJson() throws Exception {
        byte[] body = "{\"kind\": \"nice\"}".getBytes(StandardCharsets.UTF_8);
        for (BodyPublisher publisher : new BodyPublisher[] {BodyPublishers.ofByteArray(body), chunked(body)}) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(reactions + "/" + UUID.randomUUID()))
                        .version(version)
                        .header("Authorization", "Bearer " + TOKEN)
                        .PUT(publisher)
                        .build();
                HttpResponse<String> response = send(request);
                assertThat(response.statusCode()).isEqualTo(415);
                assertThat(response.body()).contains("\"type\":\"/problems/unsupported-media-type\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reactions/%zz",
                "/reactions/%",
                "/reactions/by/a%2",
                "/reactions/a%2/users",
                "/schemas/%zz",
                "/reactions?review=%zz",
                "/reactions/by/{x}",
                "/q/%zz",
                "/reactions/by/ben;a=b",
                ";a=b/reactions/by/ben",
                "%2Freactions/by/ben"
            })
    void aMalformedAddressIsAProblem(String target) throws Exception {
        assertThat(raw("GET " + target))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"/problems/bad-request\"");
    }

    @Test
    void whatTheServiceDoesNotHaveIsAProblemToo() {
        String one = "/reactions/" + UUID.randomUUID();
        problem(404, "not-found", get("/nothing"));
        problem(404, "not-found", get(one + "/nothing"));
        problem(405, "method-not-allowed", as(newUser()).patch(one));
        problem(405, "method-not-allowed", as(newUser()).post("/reactions"));
        problem(405, "method-not-allowed", as(newUser()).delete(one + "/users"));
        problem(406, "not-acceptable", given().accept("text/html").get(one));
    }

    private HttpResponse<String> put(UUID review, BodyPublisher body, String authorization) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(reactions + "/" + review))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .PUT(body)
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    /** By hand: clients for HTTP refuse to send what is malformed. */
    private String raw(String request) throws Exception {
        try (var socket = new Socket(reactions.getHost(), reactions.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
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
