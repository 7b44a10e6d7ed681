package dev.starfold.reaction.reacting;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a problem that names the field, and changes nothing. */
@QuarkusTest
@OnRealServers
class BadInputTest {

    private final String user = newUser();
    private UUID review;

    @BeforeEach
    void aReview() {
        review = Review.known().id();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind     | {}
            kind     | {"kind": null}
            kind     | {"kind": ""}
            kind     | {"kind": "meh"}
            kind     | {"kind": "NICE"}
            kind     | {"kind": "love_it"}
            kind     | {"kind": "nice "}
            kind     | {"kind": 1}
            kind     | {"kind": true}
            kind     | {"kind": ["nice"]}
            weight   | {"kind": "nice", "weight": 2}
            user     | {"kind": "nice", "user": "somebody-else"}
            """)
    void aBadFieldIsNamed(String field, String body) {
        invalid(as(user).body(body).put("/reactions/" + review).then()).body("errors.field", contains(field));
        get("/reactions/" + review).then().body("overall", is(0));
    }

    @Test
    void anUnknownKindIsToldWhichThereAre() {
        invalid(as(user).body("{\"kind\": \"meh\"}").put("/reactions/" + review).then())
                .body("errors[0].message", containsString("nice, love-it, funny"));
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        invalid(as(user).body("{\"kind\": 1, \"kindd\": 2}")
                        .put("/reactions/" + review)
                        .then())
                .body("errors.field", containsInAnyOrder("kind", "kindd"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"nice\"",
                "[]",
                "{",
                "{\"kind\": \"nice\",}",
                "{'kind': 'nice'}",
                "{\"kind\": \"nice\"} {}",
                "{\"kind\": \"nice\", \"kind\": \"funny\"}"
            })
    void whatIsNoJsonObjectIsRefusedAsAWhole(String body) {
        invalid(as(user).body(body).put("/reactions/" + review).then()).body("errors.field", contains("$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "abc", "by", "1-1-1-1-1", "7b58ce69-2ee5-4055-a57e-6682c8c0faaeX"})
    void anIdThatIsNoUuidIsNamed(String id) {
        invalid(get("/reactions/" + id).then()).body("errors.field", contains("reviewId"));
        invalid(as(user).delete("/reactions/" + id).then()).body("errors.field", contains("reviewId"));
        invalid(as(user).body("{\"kind\": \"nice\"}").put("/reactions/" + id).then())
                .body("errors.field", contains("reviewId"));
    }

    @Test
    void anIdThatIsNoUuidIsNamedBeforeItsUsersToo() {
        invalid(get("/reactions/abc/users").then()).body("errors.field", contains("reviewId"));
    }

    @Test
    void anUnknownParameterIsNamedWhereverItStands() {
        invalid(get("/reactions/" + review + "?include=users").then()).body("errors.field", contains("include"));
        invalid(get("/reactions/" + review + "/users?sort=oldest").then()).body("errors.field", contains("sort"));
        invalid(get("/reactions/kinds?lang=en").then()).body("errors.field", contains("lang"));
        invalid(as(user).delete("/reactions/" + review + "?force=true").then()).body("errors.field", contains("force"));
        invalid(as(user).body("{\"kind\": \"nice\"}")
                        .put("/reactions/" + review + "?kind=nice")
                        .then())
                .body("errors.field", contains("kind"));
    }

    @Test
    void whatIsMalformedIsToldBeforeTheReviewIsLookedFor() {
        invalid(as(user).body("{\"kind\": \"meh\"}")
                        .put("/reactions/" + UUID.randomUUID())
                        .then())
                .body("errors.field", contains("kind"));
    }

    private static ValidatableResponse invalid(ValidatableResponse response) {
        return response.statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("/problems/validation"))
                .body("status", is(400));
    }
}
