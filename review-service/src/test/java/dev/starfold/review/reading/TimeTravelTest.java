package dev.starfold.review.reading;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.restore;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class TimeTravelTest {

    private final String author = newUser();
    private final String subject = newSubject();

    @Test
    void aReviewIsShownAsItWasAtAVersion() {
        String id = submitted(author, subject, "\"score\": 3, \"body\": \"one\"");
        revise(author, id, 1, "\"score\": 8, \"body\": \"two\"");
        get("/reviews/" + id + "?version=1")
                .then()
                .statusCode(200)
                .header("ETag", nullValue())
                .body("version", is(1))
                .body("score", is(3))
                .body("body", is("one"))
                .body("revisedAt", nullValue());
        get("/reviews/" + id + "?version=2").then().body("version", is(2)).body("body", is("two"));
        get("/reviews/" + id + "?version=3").then().statusCode(404);
    }

    @Test
    void aReviewIsShownAsItWasAtATime() {
        String id = submitted(author, subject, "\"score\": 3");
        Instant submitted = Instant.parse(get("/reviews/" + id).path("submittedAt"));
        revise(author, id, 1, "\"score\": 8");
        Instant revised = Instant.parse(get("/reviews/" + id).path("revisedAt"));
        at(id, submitted.minusNanos(1000)).then().statusCode(404);
        at(id, submitted).then().statusCode(200).header("ETag", nullValue()).body("score", is(3));
        at(id, revised.minusNanos(1000)).then().body("version", is(1));
        at(id, revised).then().body("version", is(2)).body("score", is(8));
        at(id, revised.plusSeconds(1_000_000)).then().body("version", is(2));
    }

    @Test
    void anImportedReviewWasThereFromItsSubmissionOn() {
        Instant submitted = Instant.parse("2019-03-04T05:06:07Z");
        importLines(line(subject, author, "\"score\": 3, \"submittedAt\": \"%s\"".formatted(submitted)))
                .then()
                .body("accepted", is(1));
        String id = get("/reviews?subject=" + subject).path("items[0].id");
        at(id, submitted.minusNanos(1000)).then().statusCode(404);
        at(id, submitted).then().statusCode(200).body("version", is(1)).body("score", is(3));
        at(id, submitted.plusSeconds(1_000_000)).then().statusCode(200);
        revise(author, id, 1, "\"score\": 8");
        at(id, submitted.plusSeconds(1_000_000)).then().body("version", is(1));
    }

    @Test
    void whatWasHiddenThenIsSeenByItsAuthorAndModeratorsOnly() {
        String id = submitted(author, subject, "\"score\": 3, \"body\": \"one\"");
        hide(id);
        revise(author, id, 2, "\"score\": 1, \"body\": \"insult\"");
        String insulted = as(author).get("/reviews/" + id).path("revisedAt");
        revise(author, id, 3, "\"score\": 4, \"body\": \"polite\"");
        restore(id);
        for (RequestSpecification other : List.of(given(), as(newUser()))) {
            for (String then : List.of("version=2", "version=3", "version=4", "at=" + insulted)) {
                given().spec(other).get("/reviews/" + id + "?" + then).then().statusCode(404);
            }
        }
        get("/reviews/" + id + "?version=1").then().body("body", is("one"));
        get("/reviews/" + id + "?version=5").then().body("body", is("polite"));
        for (RequestSpecification insider : List.of(as(author), asModerator())) {
            for (String then : List.of("version=3", "at=" + insulted)) {
                given().spec(insider)
                        .get("/reviews/" + id + "?" + then)
                        .then()
                        .statusCode(200)
                        .body("visibility", is("hidden"))
                        .body("body", is("insult"));
            }
        }
    }

    @Test
    void nothingOfAnEarlierWithdrawnReviewIsShownToAnybody() {
        String old = submitted(author, subject, "\"score\": 1, \"body\": \"regretted\"");
        String then = get("/reviews/" + old).path("submittedAt");
        withdraw(author, old);
        String id = submitted(author, subject, "\"score\": 9");
        for (RequestSpecification anybody : List.of(given(), as(author), asModerator())) {
            for (String past : List.of("version=1", "version=2", "at=" + then)) {
                given().spec(anybody).get("/reviews/" + id + "?" + past).then().statusCode(404);
                given().spec(anybody).get("/reviews/" + old + "?" + past).then().statusCode(410);
            }
        }
        get("/reviews/" + id + "?version=3").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "version=0, version",
        "version=one, version",
        "version=-1, version",
        "at=yesterday, at",
        "at=2026-04-03, at",
        "at=2026-04-03T09:30:00, at",
        "at=2026-04-03T09:30:00%2B02:00, at",
        "version=1&at=2026-04-03T09:30:00Z, at",
        "at=2026-04-03T09:30:00Z&at=2026-04-03T09:30:00Z, at"
    })
    void badInputIsNamed(String query, String field) {
        given().urlEncodingEnabled(false)
                .get("/reviews/7b58ce69-2ee5-4055-a57e-6682c8c0faae?" + query)
                .then()
                .statusCode(400)
                .body("errors.field", contains(field));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        get("/reviews/7b58ce69-2ee5-4055-a57e-6682c8c0faae?version=0&at=now&when=1")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("version", "at", "when"));
    }

    private static Response at(String id, Instant instant) {
        return get("/reviews/" + id + "?at=" + instant);
    }
}
