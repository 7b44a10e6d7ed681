package dev.starfold.reaction.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.TokenIssuer;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class TokenTest {

    private static final String NICE = "{\"kind\": \"nice\"}";
    private static final TokenIssuer ISSUER = EmbeddedServers.issuer();

    static Stream<Arguments> badTokens() {
        String good = ISSUER.token("ana");
        String payload = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
        String other = ISSUER.token("ben");
        return Stream.of(
                bad("no token at all", "garbage"),
                bad(
                        "expired",
                        ISSUER.token(Map.of("sub", "ana", "exp", Instant.now().getEpochSecond() - 60))),
                bad("of another issuer", ISSUER.token(Map.of("sub", "ana", "iss", "https://elsewhere.example"))),
                bad("for another audience", ISSUER.token(Map.of("sub", "ana", "aud", "another-service"))),
                bad("unsigned", ISSUER.unsigned("ana")),
                bad("of another's content", other.replaceFirst("\\.[^.]*\\.", "." + payload + ".")),
                bad("without its signature", good.substring(0, good.lastIndexOf('.') + 1)),
                bad("of nobody", ISSUER.token(Map.of("groups", "moderator"))),
                bad("of an empty user", ISSUER.token("")),
                bad("of a user of 256 characters", ISSUER.token("a".repeat(256))),
                bad("of a user of 256 characters of two units each", ISSUER.token("👍".repeat(256))),
                bad("of a user with NUL", ISSUER.token("a\u0000b")));
    }

    private static Arguments bad(String name, String token) {
        return Arguments.of(name, token);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIsRefusedEverywhere(String name, String token) {
        unauthenticated(with(token).body(NICE).put("/reactions/" + UUID.randomUUID()));
        unauthenticated(with(token).get("/reactions/" + UUID.randomUUID()));
        unauthenticated(with(token).get("/reactions/kinds"));
    }

    @Test
    void writingNeedsATokenAndReadingDoesNot() {
        unauthenticated(given().contentType(ContentType.JSON).body(NICE).put("/reactions/" + UUID.randomUUID()));
        unauthenticated(given().delete("/reactions/1"));
        unauthenticated(
                given().contentType(ContentType.TEXT).body("not even JSON").put("/reactions/1"));
        get("/reactions/kinds").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü 👍/%?", "google-oauth2|1234567890"})
    void anyStorableSubIsAUser(String sub) {
        UUID review = Review.known().id();
        with(ISSUER.token(sub)).body(NICE).put("/reactions/" + review).then().statusCode(201);
        get("/reactions/" + review + "/users").then().body("items.user", contains(sub));
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static void unauthenticated(Response response) {
        response.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", is("/problems/unauthenticated"))
                .body("status", is(401));
    }
}
