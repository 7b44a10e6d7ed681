package dev.starfold.review.http;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.review;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.TokenIssuer;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class TokenTest {

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
                bad("of a user with NUL", ISSUER.token("a\u0000b")));
    }

    private static Arguments bad(String name, String token) {
        return Arguments.of(name, token);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIsRefusedEverywhere(String name, String token) {
        unauthenticated(with(token).body(review(newSubject(), "\"score\": 7")).post("/reviews"));
        unauthenticated(with(token).get("/reviews"));
    }

    @Test
    void writingNeedsATokenAndReadingDoesNot() {
        unauthenticated(given().contentType(ContentType.JSON)
                .body(review(newSubject(), "\"score\": 7"))
                .post("/reviews"));
        unauthenticated(given().delete("/reviews/1"));
        unauthenticated(
                given().contentType(ContentType.TEXT).body("not even JSON").put("/reviews/1"));
        get("/reviews").then().statusCode(200);
    }

    @Test
    void anEmptyTokenIsNone() {
        for (String header : new String[] {"Bearer", "Bearer ", "bearer  "}) {
            unauthenticated(given().header("Authorization", header).get("/reviews"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü 👍/%?", "google-oauth2|1234567890"})
    void anyStorableSubIsAUser(String sub) {
        with(ISSUER.token(sub))
                .body(review(newSubject(), "\"score\": 7"))
                .post("/reviews")
                .then()
                .statusCode(201)
                .body("author", is(sub));
        given().queryParam("author", sub).get("/reviews").then().body("items[0].author", is(sub));
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
