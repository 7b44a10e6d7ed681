package dev.starfold.review.history;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
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
    void whatNeverWasHasNone() {
        get("/reviews/" + UUID.randomUUID() + "/history").then().statusCode(404);
        get("/reviews/1/history").then().statusCode(400).body("errors.field", contains("id"));
    }
}
