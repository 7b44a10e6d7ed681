package dev.starfold.review.history;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.restore;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class HistoryTest {

    private final String user = newUser();
    private final String subject = newSubject();

    @Test
    void everyVersionSaysWhatItChanged() {
        String id = submitted(user, subject, "\"score\": 3, \"body\": \"one\"");
        revise(user, id, 1, "\"score\": 3, \"body\": \"two\", \"headline\": \"New\"");
        revise(user, id, 2, "\"score\": 5, \"progress\": {\"consumed\": 2}");
        get("/reviews/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.version", contains(1, 2, 3))
                .body("items.type", contains("review-submitted", "review-revised", "review-revised"))
                .body("items.actor", everyItem(is(user)))
                .body("items[0].changes.score.from", nullValue())
                .body("items[0].changes.score.to", is(3))
                .body("items[0].changes.body.to", is("one"))
                .body("items[1].changes", aMapWithSize(2))
                .body("items[1].changes.body.from", is("one"))
                .body("items[1].changes.body.to", is("two"))
                .body("items[1].changes.headline.from", nullValue())
                .body("items[1].changes.headline.to", is("New"))
                .body("items[2].changes.recommendation.from", is("not-recommended"))
                .body("items[2].changes.recommendation.to", is("mixed-feelings"))
                .body("items[2].changes.body.to", nullValue())
                .body("items[2].changes.progress.to.consumed", is(2))
                .body("items[0].at", is(get("/reviews/" + id).<String>path("submittedAt")))
                .body("items[2].at", is(get("/reviews/" + id).<String>path("revisedAt")));
    }

    @Test
    void nothingOfAnEarlierWithdrawnReviewShows() {
        withdraw(user, submitted(user, subject, "\"score\": 1, \"body\": \"regretted\""));
        String id = submitted(user, subject, "\"score\": 2");
        get("/reviews/" + id + "/history")
                .then()
                .body("items.version", contains(3))
                .body("items[0].changes.score.from", nullValue())
                .body("items[0].changes.body", nullValue());
    }

    @Test
    void whoHidAReviewIsForModeratorsToKnowAndWhyIsForAll() {
        String id = submitted(user, subject, "\"score\": 3");
        hide(id);
        restore(id);
        get("/reviews/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.type", contains("review-submitted", "review-hidden", "review-restored"))
                .body("items.actor", contains(user, null, null))
                .body("items.reason", contains(null, "rude", "not rude"))
                .body("items[1].changes", aMapWithSize(1))
                .body("items[1].changes.visibility.from", is("public"))
                .body("items[1].changes.visibility.to", is("hidden"))
                .body("items[2].changes.visibility.to", is("public"));
        as(user).get("/reviews/" + id + "/history").then().body("items.actor", contains(user, null, null));
        asModerator()
                .get("/reviews/" + id + "/history")
                .then()
                .body("items.actor", contains(user, "the-moderator", "the-moderator"));
    }

    @Test
    void whatWasReplacedWhileHiddenIsNeverShownToThePublic() {
        String id = submitted(user, subject, "\"score\": 3, \"body\": \"one\"");
        hide(id);
        revise(user, id, 2, "\"score\": 1, \"body\": \"insult\"");
        revise(user, id, 3, "\"score\": 4, \"body\": \"polite\"");
        restore(id);
        get("/reviews/" + id + "/history")
                .then()
                .body("items.version", contains(1, 2, 3, 4, 5))
                .body("items[2].changes", anEmptyMap())
                .body("items[3].changes", anEmptyMap())
                .body("items[4].changes.body.from", is("one"))
                .body("items[4].changes.body.to", is("polite"))
                .body("items[4].changes.score.from", is(3))
                .body(not(containsString("insult")));
        as(user).get("/reviews/" + id + "/history")
                .then()
                .body("items[2].changes.body.to", is("insult"))
                .body("items[4].changes", aMapWithSize(1));
    }

    @Test
    void whatWasReplacedInSightStaysInSight() {
        String id = submitted(user, subject, "\"score\": 3, \"body\": \"one\"");
        revise(user, id, 1, "\"score\": 3, \"body\": \"two\"");
        hide(id);
        restore(id);
        get("/reviews/" + id + "/history").then().body("items[1].changes.body.from", is("one"));
    }

    @Test
    void whatNeverWasHasNone() {
        get("/reviews/" + UUID.randomUUID() + "/history").then().statusCode(404);
        get("/reviews/1/history").then().statusCode(400).body("errors.field", contains("id"));
    }
}
