package dev.starfold.review.moderation;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.restore;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.setVisibility;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class VisibilityTest {

    private static final String HIDE = "{\"visibility\": \"hidden\", \"reason\": \"rude\"}";
    private static final String REPORT = "{\"reason\": \"spam\"}";

    private final String author = newUser();
    private final String subject = newSubject();
    private String id;

    @BeforeEach
    void aReview() {
        id = submitted(author, subject, "\"score\": 3, \"body\": \"words\"");
    }

    @Test
    void hidingAnswersTheReviewWithItsNewVersion() {
        setVisibility(id, "hidden", "rude")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("visibility", is("hidden"))
                .body("version", is(2))
                .body("body", is("words"));
        setVisibility(id, "hidden", "very rude").then().statusCode(200).header("ETag", "\"2\"");
        setVisibility(id, "public", "not rude")
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("visibility", is("public"));
        setVisibility(id, "public", "not rude").then().statusCode(200).header("ETag", "\"3\"");
    }

    @Test
    void aHiddenReviewIsNotThereForThePublic() {
        hide(id);
        for (RequestSpecification other : List.of(given(), as(newUser()))) {
            for (String path : List.of("", "/history", "?version=1", "?version=2", "?at=2999-01-01T00:00:00Z")) {
                notFound(given().spec(other).get("/reviews/" + id + path));
            }
        }
        notFound(as(newUser()).body(REPORT).post("/reviews/" + id + "/reports"));
        notFound(as(newUser()).body(HIDE).put("/reviews/" + id + "/visibility"));
        notFound(as(newUser()).delete("/reviews/" + id + "/texts/1"));
        notFound(as(newUser()).post("/reports/" + id + "/dismissal"));
        notFound(as(newUser()).header("If-Match", "*").body("{\"score\": 1}").put("/reviews/" + id));
        notFound(as(newUser()).delete("/reviews/" + id));
        get("/reviews?subject=" + subject).then().body("items", hasSize(0));
    }

    @Test
    void itsAuthorAndModeratorsSeeIt() {
        hide(id);
        for (RequestSpecification insider : List.of(as(author), asModerator())) {
            given().spec(insider)
                    .get("/reviews/" + id)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"")
                    .header("Vary", "Authorization")
                    .body("visibility", is("hidden"))
                    .body("body", is("words"));
            given().spec(insider).get("/reviews/" + id + "/history").then().statusCode(200);
        }
        as(author).header("If-None-Match", "\"2\"").get("/reviews/" + id).then().statusCode(304);
    }

    @Test
    void whetherItIsThereDependsOnWhoAsksAndCachesAreToldSo() {
        for (String path : List.of("/reviews/" + id, "/reviews/" + id + "/history", "/reviews/" + id + "?version=1")) {
            get(path).then().statusCode(200).header("Vary", "Authorization");
        }
        hide(id);
        get("/reviews/" + id).then().statusCode(404).header("Vary", "Authorization");
    }

    @Test
    void aRestoredReviewIsThereAgain() {
        hide(id);
        restore(id);
        get("/reviews/" + id).then().statusCode(200).header("ETag", "\"3\"").body("visibility", is("public"));
        get("/reviews?subject=" + subject).then().body("items.id", contains(id));
    }

    @Test
    void itsAuthorMayStillReviseAndWithdrawIt() {
        hide(id);
        revise(author, id, 2, "\"score\": 4").then().statusCode(200).body("visibility", is("hidden"));
        notFound(get("/reviews/" + id));
        withdraw(author, id);
        for (RequestSpecification anybody : List.of(given(), as(author), asModerator())) {
            given().spec(anybody).get("/reviews/" + id).then().statusCode(410);
        }
    }

    @Test
    void submittingAnewDoesNotBringItBackToSight() {
        hide(id);
        submit(author, subject, "\"score\": 9").then().statusCode(409);
        withdraw(author, id);
        Response anew = submit(author, subject, "\"score\": 9");
        anew.then().statusCode(201).body("visibility", is("hidden"));
        String next = anew.path("id");
        notFound(get("/reviews/" + next));
        get("/reviews?subject=" + subject).then().body("items", hasSize(0));
        restore(next);
        get("/reviews/" + next).then().statusCode(200);
    }

    @Test
    void onlyModeratorsMayDoIt() {
        for (String user : List.of(newUser(), author)) {
            as(user).body(HIDE)
                    .put("/reviews/" + id + "/visibility")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", is("/problems/forbidden"));
        }
        given().contentType("application/json")
                .body(HIDE)
                .put("/reviews/" + id + "/visibility")
                .then()
                .statusCode(401);
        hide(id);
        as(author).body(HIDE).put("/reviews/" + id + "/visibility").then().statusCode(403);
    }

    @Test
    void ifMatchIsHonouredWhereItIsGiven() {
        asModerator()
                .header("If-Match", "\"7\"")
                .body(HIDE)
                .put("/reviews/" + id + "/visibility")
                .then()
                .statusCode(412)
                .body("version", is(1));
        asModerator()
                .header("If-Match", "\"1\"")
                .body(HIDE)
                .put("/reviews/" + id + "/visibility")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsNotThereIsNotModerated() {
        notFound(asModerator().body(HIDE).put("/reviews/" + UUID.randomUUID() + "/visibility"));
        withdraw(author, id);
        asModerator().body(HIDE).put("/reviews/" + id + "/visibility").then().statusCode(410);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"visibility": "secret", "reason": "r"}              | visibility
            {"reason": "r"}                                      | visibility
            {"visibility": "hidden"}                             | reason
            {"visibility": "hidden", "reason": "  "}             | reason
            {"visibility": "hidden", "reason": "r", "by": "me"}  | by
            """)
    void badInputIsNamed(String body, String field) {
        asModerator()
                .body(body)
                .put("/reviews/" + id + "/visibility")
                .then()
                .statusCode(400)
                .body("errors.field", contains(field));
    }

    @Test
    void aReasonHasAnEnd() {
        setVisibility(id, "hidden", "r".repeat(1001)).then().statusCode(400).body("errors.field", contains("reason"));
        setVisibility(id, "hidden", "r".repeat(1000)).then().statusCode(200);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        as(author).get("/reviews/" + id + "/visibility").then().statusCode(405);
        as(author).get("/reviews/" + id + "/reports").then().statusCode(405);
        as(author).get("/reviews/" + id + "/texts/1").then().statusCode(405);
        as(author).get("/reports/" + id + "/dismissal").then().statusCode(405);
        as(author).delete("/reports").then().statusCode(405);
    }

    private static void notFound(Response answer) {
        answer.then().statusCode(404).body("type", is("/problems/not-found"));
        assertThat(answer.<String>path("detail")).isEqualTo("There is no such review.");
    }
}
