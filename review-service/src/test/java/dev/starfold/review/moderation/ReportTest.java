package dev.starfold.review.moderation;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.restore;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class ReportTest {

    private static final String SPAM = "{\"reason\": \"spam\", \"note\": \"Look at the link\"}";
    private static final String OTHER = "{\"reason\": \"other\"}";

    private final String author = newUser();
    private final String reporter = newUser();
    private String id;

    @BeforeEach
    void aReview() {
        id = submitted(author, newSubject(), "\"score\": 3");
    }

    @Test
    void aReportIsAnsweredWhole() {
        report(reporter, SPAM)
                .then()
                .statusCode(201)
                .body("review", is(id))
                .body("reason", is("spam"))
                .body("note", is("Look at the link"));
        report(newUser(), OTHER).then().statusCode(201).body("note", nullValue());
    }

    @Test
    void aSecondOneByTheSameUserChangesNothing() {
        Response first = report(reporter, SPAM);
        Response second = report(reporter, OTHER);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void afterADismissalTheSameUserMayReportAgain() {
        report(reporter, SPAM);
        dismiss().then().statusCode(204);
        dismiss().then().statusCode(204);
        assertThat(count()).isZero();
        report(reporter, OTHER).then().statusCode(201).body("reason", is("other"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void oneDoesNotReportOneself() {
        report(author, SPAM).then().statusCode(403).body("type", is("/problems/own-review"));
        hide(id);
        report(author, SPAM).then().statusCode(403);
    }

    @Test
    void aHiddenReviewIsReportedByModeratorsOnly() {
        hide(id);
        report(reporter, SPAM).then().statusCode(404).body("type", is("/problems/not-found"));
        asModerator().body(SPAM).post("/reviews/" + id + "/reports").then().statusCode(201);
    }

    @Test
    void whatIsGoneOrNeverWasIsNotReported() {
        as(reporter)
                .body(SPAM)
                .post("/reviews/" + UUID.randomUUID() + "/reports")
                .then()
                .statusCode(404);
        withdraw(author, id);
        report(reporter, SPAM).then().statusCode(410);
        asModerator()
                .post("/reports/" + UUID.randomUUID() + "/dismissal")
                .then()
                .statusCode(404);
        dismiss().then().statusCode(410);
    }

    @Test
    void aRepeatUnderTheSameKeyIsTheFirstSuccessAgain() {
        Response first = keyed("a", SPAM);
        dismiss();
        report(reporter, OTHER).then().statusCode(201);
        Response again = keyed("a", SPAM);
        withdraw(author, id);
        Response later = keyed("a", SPAM);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        for (Response repeat : List.of(again, later)) {
            repeat.then().statusCode(201).header("Idempotency-Replayed", "true");
            assertThat(repeat.asString()).isEqualTo(first.asString());
        }
    }

    @Test
    void aRepeatOfWhatWasThereAlreadyIsThatAgain() {
        Response first = report(reporter, SPAM);
        keyed("b", OTHER).then().statusCode(200).header("Idempotency-Replayed", nullValue());
        dismiss();
        Response again = keyed("b", OTHER);
        again.then().statusCode(200).header("Idempotency-Replayed", "true");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(count()).isZero();
    }

    @Test
    void aKeyWithOtherContentIsRefusedAlsoWhereItWasAReviews() {
        keyed("c", SPAM).then().statusCode(201);
        keyed("c", OTHER).then().statusCode(422).body("type", is("/problems/idempotency-key-reused"));
        String submission = review(newSubject(), "\"score\": 1");
        as(reporter)
                .header("Idempotency-Key", "c")
                .body(submission)
                .post("/reviews")
                .then()
                .statusCode(422);
        as(reporter)
                .header("Idempotency-Key", "d")
                .body(submission)
                .post("/reviews")
                .then()
                .statusCode(201);
        keyed("d", SPAM).then().statusCode(422);
    }

    @Test
    void whatIsWrongWithTheReviewIsToldBeforeWhatIsWithTheKey() {
        Response first = keyed("g", SPAM);
        first.then().statusCode(201);
        as(reporter)
                .header("Idempotency-Key", "g")
                .body(SPAM)
                .post("/reviews/" + UUID.randomUUID() + "/reports")
                .then()
                .statusCode(404);
        as(author)
                .header("Idempotency-Key", "g")
                .body(review(newSubject(), "\"score\": 1"))
                .post("/reviews")
                .then()
                .statusCode(201);
        as(author)
                .header("Idempotency-Key", "g")
                .body(SPAM)
                .post("/reviews/" + id + "/reports")
                .then()
                .statusCode(403);
        hide(id);
        keyed("g", OTHER).then().statusCode(404);
        restore(id);
        keyed("g", OTHER).then().statusCode(422);
        withdraw(author, id);
        keyed("g", OTHER).then().statusCode(410);
        assertThat(keyed("g", SPAM).asString()).isEqualTo(first.asString());
    }

    @Test
    void aRefusedReportLeavesItsKeyFree() {
        hide(id);
        keyed("e", SPAM).then().statusCode(404);
        asModerator()
                .body("{\"visibility\": \"public\", \"reason\": \"r\"}")
                .put("/reviews/" + id + "/visibility")
                .then()
                .statusCode(200);
        keyed("e", SPAM).then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void threeAtOnceWithOneKeyAreOneReport() throws Exception {
        List<Response> answers = threeAtOnce(() -> keyed("f", SPAM));
        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.header("Idempotency-Replayed"))
                .containsExactlyInAnyOrder(null, "true", "true");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void threeAtOnceWithoutOneAreOneReport() throws Exception {
        List<Response> answers = threeAtOnce(() -> report(reporter, SPAM));
        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 200, 200);
        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"reason": "boring"}              | reason
            {"note": "n"}                     | reason
            {"reason": "spam", "note": 1}     | note
            {"reason": "spam", "why": "n"}    | why
            """)
    void badInputIsNamed(String body, String field) {
        report(reporter, body).then().statusCode(400).body("errors.field", contains(field));
    }

    @Test
    void aNoteHasAnEndAndABlankOneIsNone() {
        String note = "{\"reason\": \"spam\", \"note\": \"%s\"}";
        report(reporter, note.formatted("n".repeat(1001)))
                .then()
                .statusCode(400)
                .body("errors.field", contains("note"));
        report(reporter, note.formatted("n".repeat(1000))).then().statusCode(201);
        report(newUser(), note.formatted("  ")).then().statusCode(201).body("note", nullValue());
        keyed("with space", SPAM).then().statusCode(400).body("errors.field", contains("Idempotency-Key"));
    }

    @Test
    void reportingNeedsATokenAndDismissingAModerators() {
        given().contentType("application/json")
                .body(SPAM)
                .post("/reviews/" + id + "/reports")
                .then()
                .statusCode(401);
        as(reporter)
                .post("/reports/" + id + "/dismissal")
                .then()
                .statusCode(403)
                .body("type", is("/problems/forbidden"));
        as(author).post("/reports/" + id + "/dismissal").then().statusCode(403);
        asModerator().post("/reports/1/dismissal").then().statusCode(400).body("errors.field", contains("review"));
    }

    private Response report(String user, String body) {
        return as(user).body(body).post("/reviews/" + id + "/reports");
    }

    private Response keyed(String key, String body) {
        return as(reporter).header("Idempotency-Key", key).body(body).post("/reviews/" + id + "/reports");
    }

    private Response dismiss() {
        return asModerator().post("/reports/" + id + "/dismissal");
    }

    private int count() {
        return QueueTest.whole().stream()
                .filter(item -> item.get("review").equals(id))
                .mapToInt(item -> (int) item.get("count"))
                .sum();
    }

    private static List<Response> threeAtOnce(Callable<Response> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(3)) {
            return threads.invokeAll(Collections.nCopies(3, call)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
