package dev.starfold.rating.problem;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.projection.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class ProblemTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/ratings/anime:1/nothing", "/q/nothing", "/ratingss", "/..%2f/x"})
    void whatIsNotThereIsNotFound(String path) {
        problem(given().urlEncodingEnabled(false).get(path).then(), 404, "not-found");
    }

    @Test
    void anotherMethodIsNotAllowedAndThoseThatAreAreNamed() {
        problem(ana().delete("/ratings/anime:1").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS");
        problem(ana().body("{}").post("/ratings").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS");
        problem(ana().body("{}").put("/ratings/anime:1/exclusions").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS, POST");
    }

    @Test
    void writingWithoutATokenIsUnauthorizedWhateverThePath() {
        problem(given().delete("/ratings/anime:1").then(), 401, "unauthenticated");
        problem(given().body("{}").post("/nothing").then(), 401, "unauthenticated");
    }

    private static RequestSpecification ana() {
        return given().auth().oauth2(EmbeddedServers.issuer().token("ana"));
    }

    @Test
    void aTokenForOthersOrWithoutAUsableUserIsRefused() {
        var claims = List.of(
                Map.of("sub", "ana", "aud", "somewhere-else"),
                Map.of("sub", ""),
                Map.of("sub", "u".repeat(256)),
                Map.of("sub", "👍".repeat(256)));
        for (var claim : claims) {
            var token = EmbeddedServers.issuer().token(claim);
            problem(given().auth().oauth2(token).get("/ratings/anime:1").then(), 401, "unauthenticated");
        }
    }

    @Test
    void aUserIdMayBeOfAny255Characters() {
        var token = EmbeddedServers.issuer().token("👍".repeat(255));
        given().auth().oauth2(token).get("/ratings/anime:1").then().statusCode(200);
    }

    @Test
    void anotherRepresentationIsNotAcceptable() {
        problem(given().accept("text/html").get("/ratings/anime:1").then(), 406, "not-acceptable");
    }

    @ParameterizedTest
    @MethodSource
    void aBadTokenIsUnauthorizedAlsoWhereNoneIsNeeded(String token) {
        var response = given().header("Authorization", "Bearer " + token)
                .get("/ratings/anime:1")
                .then();
        problem(response, 401, "unauthenticated").header("WWW-Authenticate", containsString("Bearer"));
    }

    static List<String> aBadTokenIsUnauthorizedAlsoWhereNoneIsNeeded() {
        var issuer = EmbeddedServers.issuer();
        var good = issuer.token("ana");
        var past = Instant.now().getEpochSecond() - 3600;
        return List.of(
                "garbage",
                "a.b.c",
                issuer.unsigned("ana"),
                issuer.token(Map.of("sub", "ana", "iss", "http://localhost:1")),
                issuer.token(Map.of("sub", "ana", "iat", past - 60, "exp", past)),
                good.substring(0, good.length() - 12) + "AAAAAAAAAAAA");
    }

    @Test
    void aBadTokenIsRefusedAtPathsThatAreNotThere() {
        problem(given().auth().oauth2("garbage").get("/nothing").then(), 401, "unauthenticated");
    }

    /** A client library would mend these, so they are sent by hand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ratings/anime:%",
                "/ratings/anime:%zz",
                "/ratings/%ff%fe",
                "/ratings?subject=%",
                "/ratings/anime:%00",
                "/ratings/anime:1;a=b"
            })
    void aMalformedAddressIsAProblemToo(String target) throws IOException {
        var answer = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer)
                .contains("\"status\":400")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("\tat ");
    }

    @Test
    void aFaultOfOursSaysNothingOfOurInside() {
        var database = TestDatabase.ofService();
        database.query("alter view live_rating rename to rating_away");
        try {
            problem(given().get("/ratings/anime:1").then(), 500, "internal")
                    .body(not(containsString("rating_away")))
                    .body("detail", not(containsString("relation")));
        } finally {
            database.query("alter view rating_away rename to live_rating");
        }
        given().get("/ratings/anime:1").then().statusCode(200);
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailableUntilItIsBack() {
        var postgres = EmbeddedServers.postgres();
        postgres.stop();
        try {
            problem(given().get("/ratings/anime:1").then(), 503, "unavailable").header("Retry-After", "1");
        } finally {
            postgres.restart();
        }
        given().get("/ratings/anime:1").then().statusCode(200);
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String slug) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug))
                .body("status", equalTo(status))
                .body("title", not(equalTo(null)))
                .body("detail", not(equalTo(null)))
                .body(not(containsString("dev.starfold")));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
