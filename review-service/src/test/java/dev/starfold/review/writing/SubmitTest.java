package dev.starfold.review.writing;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class SubmitTest {

    private final String user = newUser();
    private final String subject = newSubject();

    @Test
    void aSubmittedReviewIsAnsweredWholeWithItsPlaceAndItsVersion() {
        Response answer = submit(user, subject, """
                "score": 8, "headline": "Good", "body": "*Very* — 👍", "spoiler": true, "language": "PT-br",
                "progress": {"consumed": 3, "total": 13}""");
        String id = answer.path("id");
        answer.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Location", "/reviews/" + id)
                .header("ETag", "\"1\"")
                .body("subject", is(subject))
                .body("author", is(user))
                .body("score", is(8))
                .body("recommendation", is("recommended"))
                .body("headline", is("Good"))
                .body("body", is("*Very* — 👍"))
                .body("spoiler", is(true))
                .body("preliminary", is(true))
                .body("progress", equalTo(Map.of("consumed", 3, "total", 13)))
                .body("language", is("pt-BR"))
                .body("visibility", is("public"))
                .body("version", is(1))
                .body("revisedAt", nullValue());
        assertThat(get("/reviews/" + id).asString()).isEqualTo(answer.asString());
    }

    @Test
    void aBareRatingHasExplicitNulls() {
        String json = submit(user, subject, "\"score\": 5").asString();
        assertThat(json)
                .contains("\"headline\":null", "\"body\":null", "\"progress\":null", "\"language\":null")
                .contains("\"spoiler\":false", "\"preliminary\":false", "\"revisedAt\":null");
    }

    @Test
    void blankAndNullTextsAreNone() {
        submit(user, subject, "\"score\": 5, \"headline\": null, \"body\": \"  \"")
                .then()
                .statusCode(201)
                .body("headline", nullValue())
                .body("body", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "1, not-recommended",
        "4, not-recommended",
        "5, mixed-feelings",
        "6, mixed-feelings",
        "7, recommended",
        "10, recommended"
    })
    void theScoreRecommendsWhereTheAuthorSaysNothing(int score, String recommendation) {
        submit(user, newSubject(), "\"score\": " + score).then().body("recommendation", is(recommendation));
    }

    @Test
    void whatTheAuthorSaysGoesBeforeTheDefaults() {
        submit(user, subject, """
                "score": 10, "recommendation": "not-recommended", "preliminary": false,
                "progress": {"consumed": 1, "total": 2}""")
                .then()
                .body("recommendation", is("not-recommended"))
                .body("preliminary", is(false));
    }

    @Test
    void progressTowardsAnUnknownTotalIsNotPreliminary() {
        submit(user, subject, "\"score\": 5, \"progress\": {\"consumed\": 1}")
                .then()
                .body("preliminary", is(false))
                .body("progress.total", nullValue());
    }

    @Test
    void aSecondReviewOfTheSubjectIsRefusedWithALinkToTheFirst() {
        String first = submitted(user, subject, "\"score\": 5");
        submit(user, subject, "\"score\": 6")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", is("/problems/already-reviewed"))
                .body("review", is("/reviews/" + first));
    }

    @Test
    void afterAWithdrawalANewReviewBeginsWithNothingOfTheOld() {
        String first = submitted(user, subject, "\"score\": 2, \"body\": \"old\"");
        withdraw(user, first);
        submit(user, subject, "\"score\": 9")
                .then()
                .statusCode(201)
                .header("ETag", "\"3\"")
                .body("id", not(first))
                .body("version", is(3))
                .body("body", nullValue())
                .body("revisedAt", nullValue());
        get("/reviews/" + first).then().statusCode(410);
    }

    @Test
    void aRepeatUnderTheSameKeyIsTheFirstSuccessAgainAsItWasThen() {
        String body = review(subject, "\"score\": 5, \"headline\": \"First\", \"body\": \"As it was\"");
        Response first = keyed("key-1", body);
        revise(user, first.path("id"), 1, "\"score\": 9").then().statusCode(200);
        Response again = keyed("key-1", body);
        withdraw(user, first.path("id"));
        Response later = keyed("key-1", body);
        submit(user, subject, "\"score\": 10").then().statusCode(201);
        Response latest = keyed("key-1", body);
        for (Response repeat : List.of(again, later, latest)) {
            repeat.then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", "true")
                    .header("ETag", "\"1\"")
                    .header("Location", first.header("Location"));
            assertThat(repeat.asString()).isEqualTo(first.asString());
        }
        assertThat(first.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void aKeyWithOtherContentIsRefused() {
        keyed("key-2", review(subject, "\"score\": 5")).then().statusCode(201);
        for (String other : List.of(
                review(subject, "\"score\": 6"),
                review(newSubject(), "\"score\": 5"),
                review(subject, "\"score\": 5, \"body\": \"text\""))) {
            keyed("key-2", other).then().statusCode(422).body("type", is("/problems/idempotency-key-reused"));
        }
    }

    @Test
    void aKeyIsItsUsersOwn() {
        keyed("key-3", review(subject, "\"score\": 5")).then().statusCode(201);
        as(newUser())
                .header("Idempotency-Key", "key-3")
                .body(review(subject, "\"score\": 6"))
                .post("/reviews")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
    }

    @RepeatedTest(5)
    void threeAtOnceWithOneKeyAreOneReview() throws Exception {
        List<Response> answers = threeAtOnce(() -> keyed("key-4", review(subject, "\"score\": 5, \"body\": \"b\"")));
        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
        assertThat(answers)
                .extracting(answer -> answer.header("Idempotency-Replayed"))
                .containsExactlyInAnyOrder(null, "true", "true");
    }

    @Test
    void aReviewSubmittedThreeTimesByANervousFingerIsOneReview() throws Exception {
        List<Response> answers = threeAtOnce(() -> submit(user, subject, "\"score\": 5"));
        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409, 409);
        String id = get("/reviews?subject=" + subject).path("items[0].id");
        for (Response answer : answers) {
            assertThat(answer.<String>path(answer.statusCode() == 201 ? "id" : "review"))
                    .endsWith(id);
        }
        assertThat(get("/reviews/" + id + "/history").<List<?>>path("items")).hasSize(1);
    }

    private Response keyed(String key, String body) {
        return as(user).header("Idempotency-Key", key).body(body).post("/reviews");
    }

    private static List<Response> threeAtOnce(Callable<Response> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(3)) {
            return threads.invokeAll(List.of(call, call, call)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
