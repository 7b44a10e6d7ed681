package dev.starfold.local.page;

import static io.restassured.RestAssured.given;

import dev.starfold.local.TestSystem;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** What a test of the page finds: the whole system, a browser that shows it, and a subject of its own. */
record Stage(TestSystem system, Chromium chromium, String subject) {

    RequestSpecification as(String user, String... roles) {
        return given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token(user, roles))
                .contentType(ContentType.JSON);
    }

    /** The id of the user's new review of the subject. */
    String review(String user, int score, String body) {
        return as(user).body(Map.of("subject", subject, "score", score, "headline", "Of " + user, "body", body))
                .post("/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    void revise(String user, String review, int version, int score, String body) {
        as(user).header("If-Match", "\"" + version + "\"")
                .body(Map.of("score", score, "headline", "Of " + user, "body", body))
                .put("/reviews/" + review)
                .then()
                .statusCode(200);
    }

    void signIn(String user, String... roles) {
        chromium.signIn(system.token(user, roles));
    }
}
