package dev.starfold.review.reading;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.head;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ReadTest {

    private final String user = newUser();
    private String id;

    @BeforeEach
    void submit() {
        id = submitted(user, newSubject(), "\"score\": 3");
    }

    @Test
    void theVersionIsTheETag() {
        get("/reviews/" + id).then().statusCode(200).header("ETag", "\"1\"");
        revise(user, id, 1, "\"score\": 4");
        get("/reviews/" + id).then().statusCode(200).header("ETag", "\"2\"").body("version", is(2));
        head("/reviews/" + id).then().statusCode(200).header("ETag", "\"2\"");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        for (String known : new String[] {"\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"}) {
            given().header("If-None-Match", known)
                    .get("/reviews/" + id)
                    .then()
                    .statusCode(304)
                    .header("ETag", "\"1\"")
                    .body(emptyString());
        }
        given().header("If-None-Match", "\"2\"").get("/reviews/" + id).then().statusCode(200);
        given().header("If-None-Match", "2")
                .get("/reviews/" + id)
                .then()
                .statusCode(400)
                .body("errors.field", contains("If-None-Match"));
    }

    @Test
    void whatNeverWasIsNotFound() {
        get("/reviews/" + UUID.randomUUID()).then().statusCode(404).body("type", is("/problems/not-found"));
        get("/reviews/" + id.toUpperCase(Locale.ROOT)).then().statusCode(200);
    }

    @Test
    void theBodyComesAsHtmlWithoutAnEntityTag() {
        String review = submitted(newUser(), newSubject(), "\"score\": 3, \"body\": \"[a](https://example.com)\"");
        given().header("If-None-Match", "*")
                .get("/reviews/" + review + "?body=html")
                .then()
                .statusCode(200)
                .header("ETag", nullValue())
                .body("body", is("[a](https://example.com)"))
                .body("version", is(1))
                .body("bodyHtml", is("<p><a href=\"https://example.com\" rel=\"nofollow ugc noopener\">a</a></p>\n"));
        get("/reviews/" + id + "?body=html").then().body("bodyHtml", nullValue());
        for (String bad : new String[] {"body=text", "body=", "html=true", "include=text", "body=html&body=html"}) {
            get("/reviews/" + id + "?" + bad).then().statusCode(400);
        }
    }
}
