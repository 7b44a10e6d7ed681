package dev.starfold.review.moderation;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.eraseText;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.restore;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class EraseTextTest {

    private static final String WORDS = "\"score\": 3, \"headline\": \"secret head\", \"body\": \"secret words\"";

    private final String author = newUser();
    private final String subject = newSubject();

    @Inject
    Pool pool;

    @Test
    void theTextOfAReviewIsGoneForGood() throws Exception {
        String id = submitted(author, subject, WORDS);
        eraseText(id, 1);
        get("/reviews/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("textErased", is(true))
                .body("headline", nullValue())
                .body("body", nullValue())
                .body("score", is(3))
                .body("revisedAt", nullValue());
        get("/reviews?subject=" + subject).then().body("items[0].textErased", is(true));
        for (String path : new String[] {"", "?version=1", "?version=2", "/history"}) {
            as(author).get("/reviews/" + id + path).then().statusCode(200).body(not(containsString("secret")));
        }
        assertThat(rows(id)).isZero();
    }

    @Test
    void erasingAgainChangesNothing() {
        String id = submitted(author, subject, WORDS);
        eraseText(id, 1);
        eraseText(id, 1);
        eraseText(id, 2);
        get("/reviews/" + id).then().header("ETag", "\"2\"");
    }

    @Test
    void aReviewThatNeverHadTextStaysAsItIs() {
        String id = submitted(author, subject, "\"score\": 3");
        eraseText(id, 1);
        get("/reviews/" + id).then().header("ETag", "\"1\"").body("textErased", is(false));
    }

    @Test
    void theAnswerHasTheVersionThatTheReviewHasNow() {
        String id = submitted(author, subject, WORDS);
        revise(author, id, 1, "\"score\": 3");
        for (int version : new int[] {1, 1, 2, 3}) {
            asModerator()
                    .delete("/reviews/" + id + "/texts/" + version)
                    .then()
                    .statusCode(204)
                    .header("ETag", "\"3\"");
        }
    }

    @Test
    void anEarlierTextIsErasedAloneAndTheCurrentOneStays() throws Exception {
        String id = submitted(author, subject, WORDS);
        revise(author, id, 1, "\"score\": 3, \"body\": \"harmless\"");
        eraseText(id, 1);
        get("/reviews/" + id)
                .then()
                .header("ETag", "\"3\"")
                .body("textErased", is(false))
                .body("body", is("harmless"));
        get("/reviews/" + id + "?version=1").then().body("textErased", is(true)).body("body", nullValue());
        get("/reviews/" + id + "?version=2").then().body("body", is("harmless"));
        assertThat(rows(id)).isEqualTo(1);
    }

    @Test
    void allVersionsThatShowTheSameTextLoseItAtOnce() throws Exception {
        String id = submitted(author, subject, WORDS);
        hide(id);
        restore(id);
        eraseText(id, 3);
        assertThat(rows(id)).isZero();
        for (String version : new String[] {"1", "3", "4"}) {
            get("/reviews/" + id + "?version=" + version)
                    .then()
                    .body("textErased", is(true))
                    .body("body", nullValue());
        }
    }

    @Test
    void itsHistorySaysWhatWasErasedAndNotByWhom() {
        String id = submitted(author, subject, WORDS);
        revise(author, id, 1, "\"score\": 3, \"body\": \"harmless\"");
        eraseText(id, 1);
        get("/reviews/" + id + "/history")
                .then()
                .body("items.type", contains("review-submitted", "review-revised", "review-revised"))
                .body("items.actor", contains(author, author, null))
                .body("items.erasedText", contains(null, null, 1))
                .body("items[0].changes.body.to.textErased", is(true))
                .body("items[1].changes.body.from.textErased", is(true))
                .body("items[1].changes.body.to", is("harmless"))
                .body("items[2].changes.size()", is(0));
        asModerator()
                .get("/reviews/" + id + "/history")
                .then()
                .body("items.actor", contains(author, author, "the-moderator"));
    }

    @Test
    void aRepeatedSubmissionIsAnsweredWithoutTheErasedText() {
        String body = review(subject, WORDS);
        String id = as(author)
                .header("Idempotency-Key", "k")
                .body(body)
                .post("/reviews")
                .path("id");
        eraseText(id, 1);
        as(author)
                .header("Idempotency-Key", "k")
                .body(body)
                .post("/reviews")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("textErased", is(true))
                .body("body", nullValue());
    }

    @Test
    void itsAuthorMaySayItAnew() {
        String id = submitted(author, subject, WORDS);
        eraseText(id, 1);
        revise(author, id, 2, "\"score\": 3").then().header("ETag", "\"2\"").body("textErased", is(true));
        revise(author, id, 2, "\"score\": 3, \"body\": \"harmless\"")
                .then()
                .header("ETag", "\"3\"")
                .body("textErased", is(false))
                .body("body", is("harmless"));
    }

    @Test
    void aVersionThatTheReviewNeverHadIsUnknown() {
        String old = submitted(author, subject, WORDS);
        withdraw(author, old);
        String id = submitted(author, subject, "\"score\": 4, \"body\": \"words\"");
        for (int version : new int[] {1, 2, 4, 999_999_999}) {
            asModerator().delete("/reviews/" + id + "/texts/" + version).then().statusCode(404);
        }
        asModerator()
                .delete("/reviews/" + UUID.randomUUID() + "/texts/1")
                .then()
                .statusCode(404);
        asModerator().delete("/reviews/" + old + "/texts/1").then().statusCode(410);
        eraseText(id, 3);
    }

    @Test
    void onlyModeratorsMayDoIt() {
        String id = submitted(author, subject, WORDS);
        as(author).delete("/reviews/" + id + "/texts/1").then().statusCode(403).body("type", is("/problems/forbidden"));
        given().delete("/reviews/" + id + "/texts/1").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "one", "1.0", "9999999999"})
    void aVersionIsANumber(String version) {
        asModerator()
                .delete("/reviews/" + UUID.randomUUID() + "/texts/" + version)
                .then()
                .statusCode(400)
                .body("errors.field", contains("version"));
    }

    private long rows(String id) throws Exception {
        return pool.preparedQuery("select count(*) from review_text where review_id = $1")
                .execute(Tuple.of(UUID.fromString(id)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .iterator()
                .next()
                .getLong(0);
    }
}
