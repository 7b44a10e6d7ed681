package dev.starfold.review.writing;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ReviseTest {

    private final String user = newUser();
    private final String subject = newSubject();

    @Test
    void aRevisionReplacesEverythingAndAbsentFieldsTakeTheirDefaults() {
        String id = submitted(user, subject, """
                "score": 3, "headline": "Old", "body": "Old", "spoiler": true, "language": "en",
                "recommendation": "recommended", "progress": {"consumed": 1, "total": 2}""");
        Response answer = revise(user, id, 1, "\"score\": 9, \"headline\": \"New\"");
        answer.then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("id", is(id))
                .body("subject", is(subject))
                .body("score", is(9))
                .body("recommendation", is("recommended"))
                .body("headline", is("New"))
                .body("body", nullValue())
                .body("spoiler", is(false))
                .body("preliminary", is(false))
                .body("progress", nullValue())
                .body("language", nullValue())
                .body("version", is(2))
                .body("revisedAt", notNullValue());
        assertThat(get("/reviews/" + id).asString()).isEqualTo(answer.asString());
    }

    @Test
    void theSameContentKeepsTheVersionAndMakesNoEvent() {
        String content = "\"score\": 3, \"headline\": \"Hm\", \"body\": \"text\"";
        String id = submitted(user, subject, content);
        revise(user, id, 1, content + ", \"recommendation\": \"not-recommended\"")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("version", is(1))
                .body("body", is("text"))
                .body("revisedAt", nullValue());
        get("/reviews/" + id + "/history").then().body("items", hasSize(1));
    }

    @Test
    void aChangedTextAloneIsARevision() {
        String id = submitted(user, subject, "\"score\": 3, \"body\": \"one\"");
        revise(user, id, 1, "\"score\": 3, \"body\": \"two\"")
                .then()
                .body("version", is(2))
                .body("body", is("two"));
    }

    @Test
    void withoutIfMatchItIsRefused() {
        String id = submitted(user, subject, "\"score\": 3");
        as(user).body("{\"score\": 4}")
                .put("/reviews/" + id)
                .then()
                .statusCode(428)
                .body("type", is("/problems/precondition-required"));
    }

    @Test
    void aStaleIfMatchIsRefusedWithTheVersionOfNow() {
        String id = submitted(user, subject, "\"score\": 3");
        revise(user, id, 1, "\"score\": 4").then().statusCode(200);
        revise(user, id, 1, "\"score\": 5")
                .then()
                .statusCode(412)
                .body("type", is("/problems/precondition-failed"))
                .body("version", is(2));
    }

    @Test
    void aMalformedIfMatchIsNamed() {
        String id = submitted(user, subject, "\"score\": 3");
        as(user).header("If-Match", "1")
                .body("{\"score\": 4}")
                .put("/reviews/" + id)
                .then()
                .statusCode(400)
                .body("errors.field", contains("If-Match"));
    }

    @Test
    void onlyItsAuthorMayReviseIt() {
        String id = submitted(user, subject, "\"score\": 3");
        revise(newUser(), id, 9, "\"score\": 4").then().statusCode(403).body("type", is("/problems/not-yours"));
    }

    @Test
    void theSubjectStays() {
        String id = submitted(user, subject, "\"score\": 3");
        revise(user, id, 1, "\"score\": 4, \"subject\": \"book:2\"")
                .then()
                .statusCode(400)
                .body("errors.field", contains("subject"));
    }

    @Test
    void whatNeverWasIsNotFoundAndWhatWasWithdrawnIsGone() {
        revise(user, UUID.randomUUID().toString(), 1, "\"score\": 4")
                .then()
                .statusCode(404)
                .body("type", is("/problems/not-found"));
        String id = submitted(user, subject, "\"score\": 3");
        withdraw(user, id);
        revise(user, id, 2, "\"score\": 4").then().statusCode(410).body("type", is("/problems/withdrawn"));
        revise(newUser(), id, 2, "\"score\": 4").then().statusCode(410);
    }
}
