package dev.starfold.reaction.reacting;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.reacted;
import static dev.starfold.reaction.Api.removed;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class RemoveTest {

    private final String user = newUser();

    @Test
    void whatIsTakenBackCountsNoMore() {
        UUID review = Review.known().id();
        reacted(user, review, "nice");
        reacted(newUser(), review, "nice");
        removed(user, review);
        as(user).get("/reactions/" + review)
                .then()
                .body("overall", is(1))
                .body("kinds.nice", is(1))
                .body("mine", nullValue());
    }

    @Test
    void takingItBackTwiceLeavesNoCountBelowZero() {
        UUID review = Review.known().id();
        reacted(user, review, "nice");
        removed(user, review);
        removed(user, review);
        get("/reactions/" + review)
                .then()
                .body("overall", is(0))
                .body("kinds.nice", is(0))
                .body("top", nullValue());
        assertThat(TestDatabase.ofService().logged(review))
                .singleElement()
                .matches(reaction -> reaction.version() == 2);
    }

    @Test
    void whereThereIsNoneNothingHappens() {
        removed(user, Review.known().id());
        removed(user, UUID.randomUUID());
    }

    @ParameterizedTest
    @CsvSource({"hidden, 404", "withdrawn, 410", "erased, 410"})
    void itMayBeTakenBackWhateverBecameOfTheReview(String status, int seen) {
        Review review = Review.known();
        reacted(user, review.id(), "nice");
        review.become(status, 2, seen);
        removed(user, review.id());
        assertThat(TestDatabase.ofService().keptTally(review.id()).overall()).isZero();
    }
}
