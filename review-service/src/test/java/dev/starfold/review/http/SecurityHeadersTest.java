package dev.starfold.review.http;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newUser;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked, and whoever answers it, a browser is told to make nothing of it. */
@QuarkusTest
@OnRealServers
class SecurityHeadersTest {

    @TestHTTPResource("/")
    URI service;

    static Stream<String> requests() {
        return Stream.of(
                "GET /reviews HTTP/1.1\r\n\r\n 200",
                "GET /nothing HTTP/1.1\r\n\r\n 404",
                "GET / HTTP/1.1\r\n\r\n 404",
                "GET /reviews/x HTTP/1.1\r\n\r\n 400",
                "GET /reviews/%zz HTTP/1.1\r\n\r\n 400",
                "GET /asyncapi.yaml HTTP/1.1\r\n\r\n 200",
                "GET /q/openapi HTTP/1.1\r\n\r\n 200",
                "GET /q/nothing HTTP/1.1\r\n\r\n 404",
                "PATCH /reviews HTTP/1.1\r\n\r\n 401",
                "GET /reviews HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n 401",
                "GET /reviews?q=" + "a".repeat(17_000) + " HTTP/1.1\r\n\r\n 414",
                "GET /reviews HTTP/1.1\r\nX-Long: " + "a".repeat(21_000) + "\r\n\r\n 431");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyAnswerHasThem(String request) throws Exception {
        int status = Integer.parseInt(request.substring(request.length() - 3));
        String answer = raw(request.substring(0, request.length() - 4)
                .replaceFirst("\r\n", "\r\nHost: a\r\nConnection: close\r\n"));
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("X-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
                .containsIgnoringCase("Referrer-Policy: no-referrer\r\n")
                .containsIgnoringCase("X-Frame-Options: DENY\r\n")
                .doesNotContainIgnoringCase("Strict-Transport-Security")
                .doesNotContainIgnoringCase("Access-Control-");
        if (status >= 400) {
            assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        }
    }

    @Test
    void aTargetOfAnyLengthAndHeadersOfAnySizeAreRefusedByTheirStatus() throws Exception {
        for (int length : new int[] {16_400, 40_000, 70_000, 1 << 20}) {
            assertThat(raw("GET /reviews?q=" + "a".repeat(length)
                            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)HTTP/1.[01] 414.*");
            assertThat(raw("GET /reviews HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: " + "a".repeat(length * 2)
                            + "\r\n\r\n"))
                    .matches("(?s)HTTP/1.[01] 431.*");
        }
    }

    @Test
    void whatFitsIsServed() {
        assertThat(given().header("X-Long", "a".repeat(16_000)).get("/reviews").statusCode())
                .isEqualTo(200);
        Response long_ = get("/reviews?q=" + "a".repeat(200));
        assertThat(long_.statusCode()).isEqualTo(200);
        assertThat(as(newUser()).get("/reviews").header("RateLimit")).isNull();
    }

    /** What is left of the answer, should the service close before the request was written. */
    private String raw(String request) throws Exception {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            } catch (java.net.SocketException refused) {
                // answered already
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
