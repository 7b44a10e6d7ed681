package dev.starfold.review.privacy;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.eraseText;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class UserDataTest {

    private final String user = newUser();
    private final String other = newUser();

    @Test
    void nobodyHasNothing() {
        as(user).get("/users/{user}/data", user)
                .then()
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("user", is(user))
                .body("erasures", empty())
                .body("reviews", empty())
                .body("reports", empty())
                .body("dismissals", empty())
                .body("actions", empty())
                .body("reactions", empty());
    }

    @Test
    void everyReviewIsThereWithAllItsVersionsAndTexts() {
        String subject = newSubject();
        String withdrawn = submitted(user, subject, "\"score\": 3, \"headline\": \"First\"");
        revise(user, withdrawn, 1, "\"score\": 4, \"body\": \"Second\"");
        withdraw(user, withdrawn);
        String hidden = submitted(user, subject, "\"score\": 5, \"headline\": \"Third\"");
        hide(hidden);
        String open = submitted(user, newSubject(), "\"score\": 6, \"body\": \"Gone\"");
        eraseText(open, 1);
        importLines(line(
                newSubject(),
                user,
                "\"score\": 9, \"submittedAt\": \"2019-04-03T09:30:00Z\", \"source\": {\"votes\": 1.50}"));
        as(user).get("/users/{user}/data", user)
                .then()
                .statusCode(200)
                .body("reviews.status", contains("public", "public", "withdrawn", "hidden"))
                .body("reviews[0].source.votes", is(1.50f))
                .body("reviews[1].id", is(open))
                .body("reviews[1].versions[1].erasedText", is(1))
                .body("reviews[2].id", is(withdrawn))
                .body("reviews[2].versions.type", contains("review-submitted", "review-revised", "review-withdrawn"))
                .body("reviews[2].versions[0].changes.headline.to", is("First"))
                .body("reviews[2].versions[1].changes.body.to", is("Second"))
                .body("reviews[3].id", is(hidden))
                .body("reviews[3].versions[0].changes.headline.to", is("Third"))
                .body("reviews[3].versions[1].reason", is("rude"));
    }

    @Test
    void whatTheUserDidToOthersIsThereAndNothingOfOthers() {
        String id = submitted(other, newSubject(), "\"score\": 3, \"body\": \"Not theirs\"");
        as(user).body("{\"reason\": \"spam\", \"note\": \"Buy\"}").post("/reviews/{id}/reports", id);
        String token = EmbeddedServers.issuer().token(user, "moderator");
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"visibility\": \"hidden\", \"reason\": \"Spam\"}")
                .put("/reviews/{id}/visibility", id);
        given().auth().oauth2(token).post("/reports/{id}/dismissal", id).then().statusCode(204);
        String all = asOperator()
                .get("/users/{user}/data", user)
                .then()
                .statusCode(200)
                .body("reviews", empty())
                .body("reports", hasSize(1))
                .body("reports[0].review", is(id))
                .body("reports[0].note", is("Buy"))
                .body("dismissals.review", contains(id))
                .body("actions.review", contains(id))
                .body("actions.type", contains("review-hidden"))
                .body("actions.reason", contains("Spam"))
                .extract()
                .asString();
        assertThat(all).doesNotContain(other).doesNotContain("Not theirs");
    }

    @Test
    void muchOfItComesWholeAndEachOnce() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            lines.add(line(
                    newSubject(),
                    user,
                    "\"score\": 3, \"visibility\": \"%s\", \"submittedAt\": \"2019-04-03T09:30:00Z\""
                            .formatted(i % 2 == 0 ? "public" : "hidden")));
        }
        importLines(lines.toArray(String[]::new)).then().body("accepted", is(57));
        List<String> ids = as(user).get("/users/{user}/data", user).path("reviews.id");
        assertThat(ids).hasSize(57);
        assertThat(new HashSet<>(ids)).hasSize(57);
        assertThat(asOperator().get("/users/{user}/data", "the-operator").<List<Object>>path("actions"))
                .hasSizeGreaterThanOrEqualTo(57);
    }
}
