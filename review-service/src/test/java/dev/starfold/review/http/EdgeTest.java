package dev.starfold.review.http;

import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.importing;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.TokenIssuer;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is off unless configured: limits of rate, pages of other origins; and the issuer changes its keys. */
@QuarkusTest
@OnRealServers
@TestProfile(EdgeTest.Configured.class)
class EdgeTest {

    private static final TokenIssuer ISSUER = EmbeddedServers.issuer();
    private static final String PAGE = "https://reviews.example";

    @TestHTTPResource("/")
    URI service;

    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "starfold.limits.user.writes", "5",
                    "starfold.limits.user.reads", "50",
                    "starfold.limits.address.requests", "20",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1,::1",
                    "quarkus.http.cors.enabled", "true",
                    "quarkus.http.cors.origins", PAGE,
                    "quarkus.oidc.token.forced-jwk-refresh-interval", "1S",
                    "starfold.keys.refresh", "2s");
        }
    }

    @Test
    void aUserWhoWritesTooMuchIsToldWhenToGoOn() {
        String user = newUser();
        Response refused = untilRefused(() -> preview(from(newAddress()), user));
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]|1[0-2]"))
                .header("RateLimit-Policy", is("\"user-writes\";q=5;w=60"))
                .header("RateLimit", matchesPattern("\"user-writes\";r=0;t=\\d+"))
                .header("X-Content-Type-Options", is("nosniff"))
                .body("type", is("/problems/too-many-requests"))
                .body("status", is(429));
        preview(from(newAddress()), newUser()).then().statusCode(200);
        from(newAddress())
                .auth()
                .oauth2(ISSUER.token(user))
                .get("/reviews")
                .then()
                .statusCode(200);
    }

    @Test
    void moderatorsAndOperatorsHaveNoLimit() {
        for (int i = 0; i < 30; i++) {
            asModerator()
                    .body(review(newSubject(), "\"score\": 7"))
                    .post("/reviews/preview")
                    .then()
                    .statusCode(200);
            RequestSpecification operator = given().auth().oauth2(ISSUER.token("otto", "operator"));
            importing(operator)
                    .body(line(newSubject(), newUser(), "\"score\": 5").getBytes(StandardCharsets.UTF_8))
                    .post("/imports")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void whoIsNotSignedInIsLimitedByAddress() {
        String address = newAddress();
        untilRefused(() -> from(address).get("/reviews/" + UUID.randomUUID()))
                .then()
                .header("RateLimit-Policy", is("\"address\";q=20;w=60"));
        // What a client writes before what the proxy adds changes nothing; nor does a header that is no token.
        from("198.51.100.1, " + address).get("/reviews").then().statusCode(429);
        from(address)
                .header("Authorization", "Basic eDp5")
                .get("/reviews")
                .then()
                .statusCode(429);
        from(newAddress()).get("/reviews").then().statusCode(200);
        preview(from(address), newUser()).then().statusCode(200);
    }

    @Test
    void whoTriesTokensIsLimitedByAddressAndHindersNobodyWithoutOne() {
        String address = newAddress();
        untilRefused(() ->
                        from(address).auth().oauth2("a.b." + UUID.randomUUID()).get("/reviews"))
                .then()
                .header("RateLimit-Policy", is("\"bad-tokens\";q=20;w=60"));
        from(address).get("/reviews").then().statusCode(200);
    }

    @Test
    void aPageOfAConfiguredOriginMayCallAndReadWhatItNeeds() throws Exception {
        HttpResponse<String> preflight = send(request("/reviews/1")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", PAGE)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type,if-match,idempotency-key"));
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("PUT");
        assertThat(header(preflight, "Access-Control-Allow-Headers"))
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("if-match")
                .containsIgnoringCase("idempotency-key");
        assertThat(header(preflight, "Access-Control-Allow-Credentials")).isEqualTo("false");
        HttpResponse<String> answer = send(request("/reviews").header("Origin", PAGE));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(header(answer, "Access-Control-Expose-Headers"))
                .contains("ETag", "Location", "Link", "Retry-After", "Idempotency-Replayed");
        HttpResponse<String> refused = send(request("/nothing").header("Origin", PAGE));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @Test
    void aPageOfAnotherOriginMayNot() throws Exception {
        HttpResponse<String> answer = send(request("/reviews").header("Origin", "https://evil.example"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void theIssuersKeysChangeWithoutARestart() {
        String former = ISSUER.token(newUser());
        try {
            ISSUER.rotate();
            awaitStatus(ISSUER.token(newUser()), 200);
            assertThat(status(former)).isEqualTo(200);
            ISSUER.withdrawFormerKeys();
            awaitStatus(former, 401);
            assertThat(status(ISSUER.token(newUser()))).isEqualTo(200);
        } finally {
            ISSUER.restoreFirstKey();
            awaitStatus(former, 200);
        }
    }

    @Test
    void tokensOfKeysThatNeverWereDoNotMakeTheServiceHammerTheIssuer() {
        int before = ISSUER.keyRequests();
        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            String header = "{\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(UUID.randomUUID());
            String token = Base64.getUrlEncoder().encodeToString(header.getBytes(StandardCharsets.UTF_8)) + ".e30.AAAA";
            assertThat(status(token)).isEqualTo(401);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        // One a second at most, and one that was under way.
        assertThat(ISSUER.keyRequests() - before).isLessThanOrEqualTo((int) seconds + 2);
    }

    private static int status(String token) {
        return from(newAddress()).auth().oauth2(token).get("/reviews").statusCode();
    }

    private static void awaitStatus(String token, int status) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> status(token) == status);
    }

    /** However slow the machine, a limit is reached before what comes back is more than what is taken. */
    private static Response untilRefused(Supplier<Response> call) {
        for (int i = 0; i < 1_000; i++) {
            Response answer = call.get();
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("a thousand requests were not too many");
    }

    private static Response preview(RequestSpecification request, String user) {
        return request.auth()
                .oauth2(ISSUER.token(user))
                .contentType(ContentType.JSON)
                .body(review(newSubject(), "\"score\": 7"))
                .post("/reviews/preview");
    }

    private static RequestSpecification from(String forwarded) {
        return given().header("X-Forwarded-For", forwarded);
    }

    private static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).header("X-Forwarded-For", newAddress());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(",", response.headers().allValues(name));
    }
}
