package dev.starfold.review.writing;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class PreviewTest {

    private final String user = newUser();
    private final String subject = newSubject();

    @Test
    void aPreviewIsTheReviewThatASubmissionWouldMake() {
        String fields = "\"score\": 5, \"body\": \"A *slow* start <script>alert(1)</script>\", \"language\": \"PT-br\","
                + " \"progress\": {\"consumed\": 2, \"total\": 13}";
        Response preview = preview(review(subject, fields));
        preview.then()
                .statusCode(200)
                .header("ETag", nullValue())
                .body("recommendation", is("mixed-feelings"))
                .body("preliminary", is(true))
                .body("spoiler", is(false))
                .body("language", is("pt-BR"))
                .body("author", is(user))
                .body("bodyHtml", is("<p>A <em>slow</em> start </p>\n"));
        get("/reviews/" + preview.path("id")).then().statusCode(404);
        get("/reviews?subject=" + subject).then().body("items", hasSize(0));
        Map<String, Object> made = get("/reviews/" + submitted(user, subject, fields) + "?body=html")
                .path("$");
        Map<String, Object> shown = preview.path("$");
        made.remove("submittedAt");
        shown.remove("submittedAt");
        org.assertj.core.api.Assertions.assertThat(shown).isEqualTo(made);
    }

    @Test
    void whoHasReviewedAlreadyMayPreviewARevision() {
        submitted(user, subject, "\"score\": 5");
        preview(review(subject, "\"score\": 6")).then().statusCode(200).body("bodyHtml", nullValue());
    }

    @Test
    void itIsValidatedLikeASubmission() {
        preview(review("x", "\"score\": 0, \"typo\": 1"))
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("subject", "score", "typo"));
        preview("[]").then().statusCode(400).body("errors.field", contains("$"));
        as(user).body(review(subject, "\"score\": 6"))
                .post("/reviews/preview?colour=red")
                .then()
                .statusCode(400)
                .body("errors.field", contains("colour"));
    }

    @Test
    void itNeedsATokenAndJson() {
        given().contentType(ContentType.JSON)
                .body(review(subject, "\"score\": 6"))
                .post("/reviews/preview")
                .then()
                .statusCode(401);
        as(user).contentType(ContentType.TEXT)
                .body("x")
                .post("/reviews/preview")
                .then()
                .statusCode(415);
        as(user).get("/reviews/preview").then().statusCode(405);
        as(user).post("/reviews/" + preview(review(subject, "\"score\": 6")).path("id"))
                .then()
                .statusCode(405);
    }

    private Response preview(String body) {
        return as(user).body(body).post("/reviews/preview");
    }
}
