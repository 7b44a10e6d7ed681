package dev.starfold.reaction.summary;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.reacted;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class SummaryTest {

    @Test
    void aReviewWithoutReactionsHasZerosOfEveryKind() {
        UUID review = Review.known().id();
        get("/reactions/" + review)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Vary", is("Authorization"));
        assertThat(get("/reactions/" + review).asString()).isEqualTo("""
                {"review":"%s","overall":0,"kinds":{"nice":0,"love-it":0,"funny":0,"confusing":0,"informative":0,\
                "well-written":0,"creative":0},"top":null}""".formatted(review));
    }

    @Test
    void mineIsForWhoHasATokenOnly() {
        UUID review = Review.known().id();
        String user = newUser();
        reacted(user, review, "confusing");
        get("/reactions/" + review).then().body("$", not(hasKey("mine"))).body("overall", is(1));
        as(newUser())
                .get("/reactions/" + review)
                .then()
                .body("$", hasKey("mine"))
                .body("mine", nullValue());
        as(user).get("/reactions/" + review).then().body("mine", is("confusing"));
    }

    @Test
    void theBadgeIsTheKindGivenMostAndTheFirstOfTheCatalogueAmongEquals() {
        UUID review = Review.known().id();
        String fickle = newUser();
        reacted(newUser(), review, "well-written");
        reacted(newUser(), review, "informative");
        get("/reactions/" + review).then().body("top", is("informative"));
        reacted(fickle, review, "nice");
        get("/reactions/" + review).then().body("top", is("nice"));
        reacted(fickle, review, "well-written");
        get("/reactions/" + review)
                .then()
                .body("top", is("well-written"))
                .body("overall", is(3))
                .body("kinds.nice", is(0))
                .body("kinds.'love-it'", is(0))
                .body("kinds.funny", is(0))
                .body("kinds.informative", is(1))
                .body("kinds.'well-written'", is(2));
    }

    @Test
    void whatNobodyHasHeardOfIsNotFound() {
        get("/reactions/" + UUID.randomUUID()).then().statusCode(404).body("type", is("/problems/not-found"));
    }

    @Test
    void aHiddenReviewIsNotFoundForItsAuthorAndModeratorsToo() {
        Review review = Review.known();
        review.become("hidden", 2, 404);
        get("/reactions/" + review.id()).then().statusCode(404).body("type", is("/problems/not-found"));
        as(review.author()).get("/reactions/" + review.id()).then().statusCode(404);
        as(newUser(), "moderator").get("/reactions/" + review.id()).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdrawn", "erased"})
    void whatIsGoneIsGone(String status) {
        Review review = Review.known();
        review.become(status, 2, 410);
        get("/reactions/" + review.id())
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("type", is("/problems/withdrawn"));
    }
}
