package dev.starfold.review.reactions;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import dev.starfold.review.Reactions;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class IncludedReactionsTest {

    private final String author = newUser();
    private final String subject = newSubject();
    private String id;
    private UUID review;

    @BeforeAll
    static void createTopic() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        ReactionEvents.create();
    }

    @BeforeEach
    void submit() {
        id = submitted(author, subject, "\"score\": 3");
        review = UUID.fromString(id);
    }

    @Test
    void aReviewShowsItsReactionsWhereTheyAreAskedFor() throws Exception {
        ReactionEvents.publish(
                Reacted.to(review, "well-written"),
                Reacted.to(review, "informative"),
                Reacted.to(review, "well-written"));
        awaitOverall(3);
        get("/reviews/{id}?include=reactions", id)
                .then()
                .statusCode(200)
                .header("ETag", nullValue())
                .header("Vary", containsString("Authorization"))
                .body("id", is(id))
                .body("version", is(1))
                .body("reactions.kinds.keySet()", contains(Reactions.CATALOGUE.toArray()))
                .body("reactions.kinds.well-written", is(2))
                .body("reactions.kinds.nice", is(0))
                .body("reactions.top", is("well-written"))
                .body("reactions", not(hasKey("mine")));
        get("/reviews/{id}", id).then().header("ETag", "\"1\"").body("$", not(hasKey("reactions")));
        given().header("If-None-Match", "\"1\"")
                .get("/reviews/{id}?include=reactions", id)
                .then()
                .statusCode(200);
    }

    @Test
    void withoutReactionsAllIsZero() {
        get("/reviews/{id}?include=reactions", id)
                .then()
                .body("reactions.overall", is(0))
                .body("reactions.kinds.size()", is(7))
                .body("reactions", hasKey("top"))
                .body("reactions.top", nullValue());
    }

    @Test
    void ofEquallyManyTheFirstOfTheCatalogueIsOnTop() throws Exception {
        ReactionEvents.publish(Reacted.to(review, "creative"), Reacted.to(review, "love-it"));
        awaitOverall(2);
        get("/reviews/{id}?include=reactions", id).then().body("reactions.top", is("love-it"));
    }

    @Test
    void aUserSeesTheirOwn() throws Exception {
        String ben = newUser();
        var nice = Reacted.by(ben, review, "nice");
        ReactionEvents.publish(nice, Reacted.to(review, "funny"));
        awaitOverall(2);
        as(ben).get("/reviews/{id}?include=reactions", id).then().body("reactions.mine", is("nice"));
        as(newUser())
                .get("/reviews/{id}?include=reactions", id)
                .then()
                .body("reactions", hasKey("mine"))
                .body("reactions.mine", nullValue());

        ReactionEvents.publish(Reacted.removed(nice));
        awaitOverall(1);
        as(ben).get("/reviews/{id}?include=reactions", id).then().body("reactions.mine", nullValue());
    }

    @Test
    void aListShowsThemToo() throws Exception {
        String ben = newUser();
        String without = submitted(newUser(), subject, "\"score\": 8");
        ReactionEvents.publish(Reacted.by(ben, review, "nice"), Reacted.to(review, "funny"));
        awaitOverall(2);
        as(ben).get("/reviews?include=reactions&subject=" + subject)
                .then()
                .statusCode(200)
                .header("Vary", containsString("Authorization"))
                .body("items.id", contains(without, id))
                .body("items.reactions.overall", contains(0, 2))
                .body("items.reactions.mine", contains(null, "nice"));
        get("/reviews?include=reactions&limit=1&sort=oldest&subject=" + subject)
                .then()
                .body("items.reactions.overall", contains(2))
                .body("items[0].reactions", not(hasKey("mine")))
                .header("Link", containsString("include=reactions"));
        get("/reviews?subject=" + subject).then().body("items[0]", not(hasKey("reactions")));
    }

    @Test
    void theyGoAlongWithHtmlAndThePast() throws Exception {
        revise(author, id, 1, "\"score\": 4, \"body\": \"*Slow.*\"").then().statusCode(200);
        ReactionEvents.publish(Reacted.to(review, "nice"));
        awaitOverall(1);
        get("/reviews/{id}?include=reactions&body=html", id)
                .then()
                .statusCode(200)
                .body("bodyHtml", containsString("<em>Slow.</em>"))
                .body("reactions.overall", is(1));
        get("/reviews/{id}?include=reactions&version=1", id)
                .then()
                .statusCode(200)
                .body("score", is(3))
                .body("reactions.overall", is(1));
        get("/reviews?include=reactions&body=html&subject=" + subject)
                .then()
                .statusCode(200)
                .body("items[0].bodyHtml", containsString("<em>Slow.</em>"))
                .body("items[0].reactions.overall", is(1));
    }

    @Test
    void whatElseIsAskedForIsRefused() {
        for (String query :
                List.of("include=text", "include=", "include=reactions&include=reactions", "with=reactions")) {
            get("/reviews/" + id + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains(query.substring(0, query.indexOf('='))));
        }
    }

    @Test
    void repeatedAndReorderedEventsCountOnceAsTheNewestSays() throws Exception {
        var first = Reacted.to(review, "nice");
        var removed = Reacted.removed(first);
        var changed = Reacted.as("funny", removed);
        var twice = Reacted.to(review, "creative");
        var takenBack = Reacted.removed(twice);
        ReactionEvents.publish(changed, takenBack, first, twice, removed, changed, takenBack, takenBack, first);
        ReactionEvents.publish(Reacted.to(review, "confusing"));
        await().untilAsserted(() -> get("/reviews/{id}?include=reactions", id)
                .then()
                .body("reactions.kinds.confusing", is(1))
                .body("reactions.kinds.funny", is(1))
                .body("reactions.overall", is(2)));
    }

    @Test
    void aPoisonRecordIsSetAsideAndTheRestOfItsPollIsApplied() throws Exception {
        var nice = ReactionEvents.record(Reacted.to(review, "nice"));
        var untimed = ReactionEvents.record(Reacted.to(review, "nice"));
        untimed.headers().remove("ce_time");
        String garbage = "{\"reactionId\": \"" + id + "\"";
        var angry = ReactionEvents.record(Reacted.to(review, "angry"));
        ReactionEvents.send(List.of(
                nice,
                angry,
                ReactionEvents.record("anime:53393", garbage.getBytes(UTF_8), "2026-04-03T09:30:00Z"),
                untimed,
                ReactionEvents.record(Reacted.to(review, "nice"))));
        awaitOverall(2);
        await().until(() -> ReactionEvents.setAside()
                .keySet()
                .containsAll(List.of(new String(angry.value(), UTF_8), garbage, new String(untimed.value(), UTF_8))));
        Map<String, String> causes = ReactionEvents.setAside();
        assertThat(causes.get(new String(angry.value(), UTF_8))).contains("kind is none of");
        assertThat(causes.get(garbage)).contains("JSON");
        assertThat(causes.get(new String(untimed.value(), UTF_8))).contains("ce_time is missing");
    }

    @Test
    void aRevisionLeavesTheReactionsAndAWithdrawalTakesThemAlong() throws Exception {
        ReactionEvents.publish(Reacted.to(review, "nice"));
        awaitOverall(1);
        revise(author, id, 1, "\"score\": 4").then().statusCode(200);
        get("/reviews/{id}?include=reactions", id).then().body("version", is(2)).body("reactions.overall", is(1));
        withdraw(author, id);
        get("/reviews/{id}?include=reactions", id).then().statusCode(410);
        String again = submitted(author, subject, "\"score\": 8");
        ReactionEvents.publish(Reacted.to(review, "funny"), Reacted.to(UUID.fromString(again), "creative"));
        id = again;
        awaitOverall(1);
        get("/reviews/{id}?include=reactions", id).then().body("reactions.top", is("creative"));
    }

    @Test
    void everyVersionHasWhatItReceivedWhileItWasCurrent() throws Exception {
        revise(author, id, 1, "\"score\": 4").then().statusCode(200);
        revise(author, id, 2, "\"score\": 5").then().statusCode(200);
        List<String> at = get("/reviews/{id}/history", id).path("items.at");
        var times = at.stream().map(Instant::parse).toList();
        var changed = Reacted.at(times.get(0), Reacted.to(review, "confusing"));
        ReactionEvents.publish(
                Reacted.at(times.get(0).minusSeconds(60), Reacted.to(review, "creative")),
                Reacted.at(times.get(0), Reacted.to(review, "nice")),
                Reacted.at(times.get(1).minusNanos(1000), Reacted.to(review, "nice")),
                Reacted.at(times.get(1), Reacted.to(review, "funny")),
                changed,
                Reacted.removed(changed),
                Reacted.at(times.get(2).plusSeconds(9), Reacted.as("love-it", Reacted.removed(changed))));
        awaitOverall(5);
        get("/reviews/{id}/history", id)
                .then()
                .statusCode(200)
                .body("items.reactions.overall", contains(3, 1, 1))
                .body("items[0].reactions.kinds.nice", is(2))
                .body("items[0].reactions.kinds.creative", is(1))
                .body("items[0].reactions.kinds.confusing", is(0))
                .body("items.reactions.top", contains("nice", "funny", "love-it"))
                .body("items[1].reactions.kinds.size()", is(7));
    }

    @Test
    void whatWasNeverRevisedHasReceivedAllInItsOneVersion() throws Exception {
        get("/reviews/{id}/history", id).then().body("items.reactions.overall", contains(0));
        var gone = Reacted.to(review, "confusing");
        ReactionEvents.publish(
                Reacted.at(Instant.EPOCH, Reacted.to(review, "creative")),
                Reacted.to(review, "nice"),
                Reacted.to(review, "nice"),
                gone,
                Reacted.removed(gone));
        awaitOverall(3);
        get("/reviews/{id}/history", id)
                .then()
                .statusCode(200)
                .body("items.reactions.overall", contains(3))
                .body("items.reactions.top", contains("nice"))
                .body("items[0].reactions.kinds.nice", is(2))
                .body("items[0].reactions.kinds.creative", is(1))
                .body("items[0].reactions.kinds.confusing", is(0))
                .body("items[0].reactions.kinds.size()", is(7));
    }

    private void awaitOverall(int overall) {
        await().untilAsserted(() -> get("/reviews/{id}?include=reactions", id)
                .then()
                .statusCode(200)
                .body("reactions.overall", is(overall)));
    }
}
