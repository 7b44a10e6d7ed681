package dev.starfold.review.writing;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a problem that names the field, and changes nothing. */
@QuarkusTest
@OnRealServers
class BadInputTest {

    private final String user = newUser();
    private final String subject = newSubject();

    static Stream<Arguments> badFields() {
        return Stream.of(
                bad("score", "\"score\": 0"),
                bad("score", "\"score\": 11"),
                bad("score", "\"score\": 7.5"),
                bad("score", "\"score\": 7.0"),
                bad("score", "\"score\": \"7\""),
                bad("score", "\"score\": true"),
                bad("score", "\"score\": null"),
                bad("score", "\"score\": [7]"),
                bad("score", "\"score\": 99999999999999999999"),
                bad("score", "\"headline\": \"no score\""),
                bad("recommendation", "\"score\": 7, \"recommendation\": \"RECOMMENDED\""),
                bad("recommendation", "\"score\": 7, \"recommendation\": 1"),
                bad("headline", "\"score\": 7, \"headline\": 5"),
                bad("headline", "\"score\": 7, \"headline\": \"%s\"".formatted("h".repeat(121))),
                bad("body", "\"score\": 7, \"body\": \"%s\"".formatted("b".repeat(20_001))),
                bad("body", "\"score\": 7, \"body\": \"%s\"".formatted("👍".repeat(20_001))),
                bad("body", "\"score\": 7, \"body\": \"a\\u0000b\""),
                bad("body", "\"score\": 7, \"body\": \"a\\ud83d\""),
                bad("body", "\"score\": 7, \"body\": \"\\ude00\\ud83d\""),
                bad("headline", "\"score\": 7, \"headline\": \"\\udc00\""),
                bad("headline", "\"score\": 7, \"headline\": \"\\u0000\""),
                bad("spoiler", "\"score\": 7, \"spoiler\": \"true\""),
                bad("spoiler", "\"score\": 7, \"spoiler\": 1"),
                bad("preliminary", "\"score\": 7, \"preliminary\": \"no\""),
                bad("progress", "\"score\": 7, \"progress\": 5"),
                bad("progress.consumed", "\"score\": 7, \"progress\": {}"),
                bad("progress.consumed", "\"score\": 7, \"progress\": {\"consumed\": 14, \"total\": 13}"),
                bad("progress.consumed", "\"score\": 7, \"progress\": {\"consumed\": -1}"),
                bad("progress.consumed", "\"score\": 7, \"progress\": {\"consumed\": \"1\"}"),
                bad("progress.total", "\"score\": 7, \"progress\": {\"consumed\": 0, \"total\": -1}"),
                bad("progress.done", "\"score\": 7, \"progress\": {\"consumed\": 1, \"done\": 1}"),
                bad("language", "\"score\": 7, \"language\": \"pt_BR\""),
                bad("language", "\"score\": 7, \"language\": \"\""),
                bad("language", "\"score\": 7, \"language\": \"portuguese-of-brazil\""),
                bad("language", "\"score\": 7, \"language\": \"en\\u0000\""),
                bad("spoilers", "\"score\": 7, \"spoilers\": true"),
                bad("Score", "\"score\": 7, \"Score\": 7"),
                bad("author", "\"score\": 7, \"author\": \"someone-else\""),
                bad("version", "\"score\": 7, \"version\": 1"));
    }

    private static Arguments bad(String field, String fields) {
        return Arguments.of(field, fields);
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void aBadFieldIsNamed(String field, String fields) {
        invalid(submit(user, subject, fields).then()).body("errors.field", contains(field));
        get("/reviews?subject=" + subject).then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void aBadFieldIsNamedInARevisionToo(String field, String fields) {
        String id = submitted(user, subject, "\"score\": 1");
        invalid(as(user).header("If-Match", "\"1\"")
                        .body("{" + fields + "}")
                        .put("/reviews/" + id)
                        .then())
                .body("errors.field", contains(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anime",
                "anime:",
                ":1",
                "Anime:1",
                "1anime:1",
                "anime:1 2",
                "anime:1/2",
                "anime:ü",
                "anime:1\\n",
                "anime:\\u0000",
                "anime:0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456",
                ""
            })
    void aMalformedSubjectIsNamed(String malformed) {
        invalid(submit(user, malformed, "\"score\": 7").then()).body("errors.field", contains("subject"));
    }

    @Test
    void aMissingSubjectIsNamed() {
        invalid(as(user).body("{\"score\": 7}").post("/reviews").then()).body("errors.field", contains("subject"));
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        invalid(submit(
                                user,
                                "x",
                                "\"score\": 0, \"spoiler\": 1, \"progress\": {\"consumed\": 2, \"total\": 1}, \"typo\": 1")
                        .then())
                .body("errors.field", containsInAnyOrder("subject", "score", "spoiler", "progress.consumed", "typo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{",
                "{\"score\": 7,}",
                "{'score': 7}",
                "{\"score\": 07}",
                "{\"score\": NaN}",
                "{\"score\": 1e99999999999999}",
                "{\"score\": -1e99999999999999}",
                "{\"score\": 1e-99999999999999}",
                "{\"subject\": \"a:1\", \"score\": 7, \"x\": [1e99999999999999]}",
                "{\"subject\": \"a:1\", \"score\": 7} {}",
                "{\"subject\": \"a:1\", \"score\": 7}x",
                "{\"subject\": \"a:1\", \"score\": 7, \"score\": 8}",
                "{\"subject\": \"a:1\", \"score\": 7, \"progress\": {\"consumed\": 1, \"consumed\": 2}}",
                "{\"subject\": \"a:1\", \"score\": 7, \"body\": \"a\u0000b\"}"
            })
    void whatIsNoJsonObjectIsRefusedAsAWhole(String body) {
        invalid(as(user).body(body).post("/reviews").then()).body("errors.field", contains("$"));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = review(subject, "\"score\": 7, \"body\": \"?\"").getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xC3;
        invalid(as(user).body(body).post("/reviews").then()).body("errors.field", contains("$"));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        invalid(submit(user, subject, "\"score\": 7, \"x\": " + deep).then()).body("errors.field", contains("$"));
    }

    @Test
    void aStrangeFieldNameIsToldWithoutHarm() {
        invalid(submit(user, subject, "\"score\": 7, \"\\u0000\\u001b%s\": 1".formatted("x".repeat(1_000)))
                        .then())
                .body("errors", hasSize(1))
                .body("errors[0].field", containsString("xxx"));
    }

    @Test
    void theLongestTextsFit() {
        submit(
                        user,
                        subject,
                        "\"score\": 7, \"headline\": \"%s\", \"body\": \"%s\""
                                .formatted("👍".repeat(120), "\\ud83d\\udc4d".repeat(20_000)))
                .then()
                .statusCode(201)
                .body("body", is("👍".repeat(20_000)));
    }

    @Test
    void languagesAreCanonical() {
        Map<String, String> canonical = Map.of(
                "EN",
                "en",
                "pt-br",
                "pt-BR",
                "zh-hant-tw",
                "zh-Hant-TW",
                "iw",
                "he",
                "de-1996",
                "de-1996",
                "sl-ROZAJ",
                "sl-rozaj");
        canonical.forEach((given, kept) -> submit(newUser(), subject, "\"score\": 7, \"language\": \"" + given + "\"")
                .then()
                .statusCode(201)
                .body("language", is(kept)));
    }

    @Test
    void aBadIdempotencyKeyIsNamed() {
        for (String key : List.of("", " ", "two words", "k".repeat(256), "ü")) {
            invalid(as(user).header("Idempotency-Key", key)
                            .body(review(subject, "\"score\": 7"))
                            .post("/reviews")
                            .then())
                    .body("errors.field", contains("Idempotency-Key"));
        }
        as(user).header("Idempotency-Key", "~".repeat(255))
                .body(review(subject, "\"score\": 7"))
                .post("/reviews")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "abc", "1-1-1-1-1", "7b58ce69-2ee5-4055-a57e-6682c8c0faaeX"})
    void anIdThatIsNoUuidIsNamed(String id) {
        invalid(get("/reviews/" + id).then()).body("errors.field", contains("id"));
        invalid(as(user).delete("/reviews/" + id).then()).body("errors.field", contains("id"));
        invalid(as(user).header("If-Match", "\"1\"")
                        .body("{\"score\": 7}")
                        .put("/reviews/" + id)
                        .then())
                .body("errors.field", contains("id"));
    }

    @Test
    void anUnknownParameterIsNamedWhereverItStands() {
        String id = submitted(user, subject, "\"score\": 7");
        invalid(get("/reviews/" + id + "?versoin=1").then()).body("errors.field", contains("versoin"));
        invalid(get("/reviews/" + id + "/history?limit=1").then()).body("errors.field", contains("limit"));
        invalid(as(user).delete("/reviews/" + id + "?force=true").then()).body("errors.field", contains("force"));
        assertThat(get("/reviews/" + id).statusCode()).isEqualTo(200);
    }

    private static ValidatableResponse invalid(ValidatableResponse response) {
        return response.statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("/problems/validation"))
                .body("status", is(400));
    }
}
