package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.exclude;
import static dev.starfold.rating.exclusions.Api.excluded;
import static dev.starfold.rating.exclusions.Api.list;
import static dev.starfold.rating.exclusions.Api.moderator;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static dev.starfold.rating.exclusions.Api.read;
import static dev.starfold.rating.exclusions.Api.remove;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private static final String WINDOW = "\"from\": \"2026-04-03T00:00:00Z\", \"to\": \"2026-04-04T00:00:00Z\"";

    private final String subject = newSubject();

    static Stream<Arguments> badFields() {
        return Stream.of(
                bad("author", "\"reason\": \"r\""),
                bad("author", "\"reason\": \"r\", \"author\": null, \"from\": null, \"to\": null"),
                bad("author", "\"reason\": \"r\", \"author\": \"\""),
                bad("author", "\"reason\": \"r\", \"author\": 7"),
                bad("author", "\"reason\": \"r\", \"author\": \"%s\"".formatted("a".repeat(256))),
                bad("author", "\"reason\": \"r\", \"author\": \"a\\u0000\""),
                bad("author", "\"reason\": \"r\", \"author\": \"a\\ud83d\", " + WINDOW),
                bad("to", "\"reason\": \"r\", \"from\": \"2026-04-03T00:00:00Z\""),
                bad("from", "\"reason\": \"r\", \"to\": \"2026-04-03T00:00:00Z\""),
                bad("to", "\"reason\": \"r\", \"author\": \"a\", \"from\": \"2026-04-03T00:00:00Z\""),
                bad("to", "\"reason\": \"r\", \"from\": \"2026-04-03T00:00:00Z\", \"to\": \"2026-04-03T00:00:00Z\""),
                bad("to", "\"reason\": \"r\", \"from\": \"2026-04-04T00:00:00Z\", \"to\": \"2026-04-03T00:00:00Z\""),
                bad("from", time("2026-04-03")),
                bad("from", time("2026-04-03T00:00:00")),
                bad("from", time("2026-04-03T00:00:00+02:00")),
                bad("from", time("2026-04-03 00:00:00Z")),
                bad("from", time("2026-02-30T00:00:00Z")),
                bad("from", time("2026-04-03T24:00:00Z")),
                bad("from", time("2026-04-03T00:60:00Z")),
                bad("from", time("+12026-04-03T00:00:00Z")),
                bad("from", time("2026-04-03T00:00:00.1234567890Z")),
                bad("from", time("")),
                bad("from", "\"reason\": \"r\", \"from\": 1775174400, \"to\": \"2026-04-04T00:00:00Z\""),
                bad("reason", WINDOW),
                bad("reason", WINDOW + ", \"reason\": null"),
                bad("reason", WINDOW + ", \"reason\": \"\""),
                bad("reason", WINDOW + ", \"reason\": \" \\n\""),
                bad("reason", WINDOW + ", \"reason\": 7"),
                bad("reason", WINDOW + ", \"reason\": \"\\u0000\""),
                bad("reason", WINDOW + ", \"reason\": \"%s\"".formatted("r".repeat(501))),
                bad("reason", WINDOW + ", \"reason\": \"%s\"".formatted("👍".repeat(501))),
                bad("resaon", WINDOW + ", \"reason\": \"r\", \"resaon\": \"r\""),
                bad("by", WINDOW + ", \"reason\": \"r\", \"by\": \"someone-else\""),
                bad("subject", WINDOW + ", \"reason\": \"r\", \"subject\": \"anime:1\""));
    }

    private static Arguments bad(String field, String fields) {
        return Arguments.of(field, fields);
    }

    private static String time(String from) {
        return "\"reason\": \"r\", \"from\": \"%s\", \"to\": \"9999-04-04T00:00:00Z\"".formatted(from);
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void aBadFieldIsNamed(String field, String fields) {
        invalid(exclude(subject, "{" + fields + "}").then()).body("errors.field", contains(field));
        list(subject).then().body("items", empty());
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        invalid(exclude(subject, "{\"from\": 1, \"author\": \"\", \"typo\": 1}").then())
                .body("errors.field", containsInAnyOrder("from", "to", "author", "reason", "typo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "{",
                "{'author': 'a'}",
                "{\"author\": \"a\", \"reason\": \"r\",}",
                "{\"author\": \"a\", \"reason\": \"r\"} {}",
                "{\"author\": \"a\", \"reason\": \"r\", \"reason\": \"s\"}",
                "{\"author\": \"a\", \"reason\": \"r\u0000\"}"
            })
    void whatIsNoJsonObjectIsRefusedAsAWhole(String body) {
        invalid(exclude(subject, body).then()).body("errors.field", contains("$"));
    }

    @Test
    void bytesThatAreNoUtf8AndDeepNestingAreRefused() {
        byte[] body = "{\"author\": \"a\", \"reason\": \"?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xC3;
        invalid(moderator()
                        .body(body)
                        .post("/ratings/" + subject + "/exclusions")
                        .then())
                .body("errors.field", contains("$"));
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        invalid(exclude(subject, "{\"author\": \"a\", \"reason\": \"r\", \"x\": " + deep + "}")
                        .then())
                .body("errors.field", contains("$"));
    }

    @Test
    void aMalformedSubjectIsNamed() {
        for (String malformed : List.of("anime", "Anime:1", "anime:", "anime:" + "1".repeat(97))) {
            invalid(exclude(malformed, ONE_DAY).then()).body("errors.field", contains("subject"));
            invalid(list(malformed).then()).body("errors.field", contains("subject"));
            invalid(remove(malformed, "0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11").then())
                    .body("errors.field", contains("subject"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "abc", "1-1-1-1-1", "7b58ce69-2ee5-4055-a57e-6682c8c0faaeX"})
    void anIdThatIsNoUuidIsNamed(String id) {
        invalid(read(subject, id).then()).body("errors.field", contains("id"));
        invalid(remove(subject, id).then()).body("errors.field", contains("id"));
    }

    @Test
    void aBadIdempotencyKeyIsNamed() {
        for (String key : List.of("", " ", "two words", "k".repeat(256), "ü")) {
            invalid(moderator()
                            .header("Idempotency-Key", key)
                            .body(ONE_DAY)
                            .post("/ratings/" + subject + "/exclusions")
                            .then())
                    .body("errors.field", contains("Idempotency-Key"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=", "limit=1&limit=2", "limit=99999999999"})
    void aBadLimitIsNamed(String query) {
        invalid(moderator().get("/ratings/" + subject + "/exclusions?" + query).then())
                .body("errors.field", contains("limit"));
    }

    @Test
    void anUnknownParameterIsNamedWhereverItStands() {
        String id = excluded(subject, ONE_DAY);
        String path = "/ratings/" + subject + "/exclusions";
        invalid(moderator().get(path + "?offset=1").then()).body("errors.field", contains("offset"));
        invalid(moderator().body(ONE_DAY).post(path + "?dry=true").then()).body("errors.field", contains("dry"));
        invalid(moderator().get(path + "/" + id + "?x=1").then()).body("errors.field", contains("x"));
        invalid(moderator().delete(path + "/" + id + "?force=1").then()).body("errors.field", contains("force"));
        read(subject, id).then().statusCode(200);
    }

    private static ValidatableResponse invalid(ValidatableResponse response) {
        return response.statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("/problems/validation"))
                .body("status", is(400));
    }
}
