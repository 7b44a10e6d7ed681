package dev.starfold.reaction.reacting;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.react;
import static dev.starfold.reaction.Api.reacted;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class ReactTest {

    private final String user = newUser();

    @ParameterizedTest
    @ValueSource(strings = {"nice", "love-it", "funny", "confusing", "informative", "well-written", "creative"})
    void aNewReactionIsAnsweredWithTheSummaryThatHoldsIt(String kind) {
        UUID review = Review.known().id();
        Response answer = react(user, review, kind);
        answer.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Vary", is("Authorization"))
                .body("review", is(review.toString()))
                .body("overall", is(1))
                .body("kinds.'%s'".formatted(kind), is(1))
                .body("top", is(kind))
                .body("mine", is(kind));
        assertThat(as(user).get("/reactions/" + review).asString()).isEqualTo(answer.asString());
    }

    @Test
    void theSameKindAgainChangesNothing() {
        UUID review = Review.known().id();
        Response first = react(user, review, "funny");
        String listed = get("/reactions/" + review + "/users").asString();
        for (int i = 0; i < 2; i++) {
            Response again = react(user, review, "funny");
            again.then().statusCode(200);
            assertThat(again.asString()).isEqualTo(first.asString());
        }
        assertThat(get("/reactions/" + review + "/users").asString()).isEqualTo(listed);
        assertThat(TestDatabase.ofService().logged(review)).singleElement().matches(Reaction::active);
    }

    @Test
    void anotherKindReplacesTheFirst() {
        UUID review = Review.known().id();
        reacted(user, review, "funny");
        react(user, review, "well-written")
                .then()
                .statusCode(200)
                .body("overall", is(1))
                .body("kinds.funny", is(0))
                .body("kinds.'well-written'", is(1))
                .body("mine", is("well-written"));
    }

    @Test
    void afterARemovalAReactionIsNewAgain() {
        UUID review = Review.known().id();
        reacted(user, review, "funny");
        as(user).delete("/reactions/" + review);
        react(user, review, "funny").then().statusCode(201).body("overall", is(1));
    }

    @Test
    void aReviewNobodyHasHeardOfIsNotFound() {
        react(user, UUID.randomUUID(), "nice")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", is("/problems/not-found"));
    }

    @Test
    void aHiddenReviewIsNotFoundNotEvenByItsAuthorUntilItIsRestored() {
        Review review = Review.known();
        reacted(user, review.id(), "nice");
        review.become("hidden", 2, 404);
        for (String who : new String[] {user, newUser(), review.author()}) {
            react(who, review.id(), "nice").then().statusCode(404).body("type", is("/problems/not-found"));
        }
        review.become("public", 3, 200);
        react(user, review.id(), "nice").then().statusCode(200).body("overall", is(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdrawn", "erased"})
    void whatIsGoneIsGone(String status) {
        Review review = Review.known();
        reacted(user, review.id(), "nice");
        review.become(status, 2, 410);
        for (String who : new String[] {user, newUser(), review.author()}) {
            react(who, review.id(), "nice").then().statusCode(410).body("type", is("/problems/withdrawn"));
        }
    }

    @Test
    void onesOwnReviewIsForOthers() {
        Review review = Review.known();
        react(review.author(), review.id(), "nice").then().statusCode(403).body("type", is("/problems/own-review"));
        get("/reactions/" + review.id()).then().body("overall", is(0));
    }

    @Test
    void afterAWithdrawalTheNewReviewHasNoReaction() {
        Review old = Review.known();
        reacted(user, old.id(), "nice");
        old.become("withdrawn", 2, 410);
        Review anew = new Review(UUID.randomUUID(), old.subject(), old.author());
        anew.become("public", 3, 200);
        get("/reactions/" + anew.id()).then().statusCode(200).body("overall", is(0));
        react(user, anew.id(), "nice").then().statusCode(201).body("overall", is(1));
    }
}
