package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.eventstore.projection.Refused;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewProjectionTest {

    private static final UUID REVIEW = UUID.fromString("8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11");

    private static TestDatabase database;

    private final ReviewProjection projection = new ReviewProjection(database.pool(), null);
    private final ReadModel model = new ReadModel(database);

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated("projection_test");
    }

    @AfterAll
    static void close() {
        database.pool().close();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void aRemovalTwiceLeavesNoCountBelowZero() {
        apply(state("public", 3, 1));
        apply(state("withdrawn", 3, 2));
        apply(state("withdrawn", 3, 2));
        assertThat(score(3)).isZero();
        model.isSound();
    }

    @Test
    void aWithdrawnAHiddenAndAnErasedReviewLeaveTheAverage() {
        for (var gone : List.of("withdrawn", "hidden", "erased")) {
            database.empty();
            apply(state("public", 3, 1));
            apply(state(gone, 3, 2));
            assertThat(score(3)).as(gone).isZero();
        }
    }

    @Test
    void aRestoredReviewCountsAgain() {
        apply(state("public", 3, 1), state("hidden", 3, 2));
        apply(state("public", 3, 3));
        assertThat(score(3)).isOne();
    }

    @Test
    void anEditedScoreIsCountedOnce() {
        apply(state("public", 3, 1));
        apply(state("public", 9, 2));
        assertThat(score(3)).isZero();
        assertThat(score(9)).isOne();
    }

    @Test
    void aWithdrawalKnownBeforeItsSubmissionStands() {
        apply(state("withdrawn", 3, 2));
        apply(state("public", 3, 1));
        assertThat(score(3)).isZero();
    }

    @Test
    void theErasedAuthorIsForgotten() {
        apply(state("public", 3, 1));
        apply(state("erased", 3, 2));
        apply(state("public", 3, 1));
        assertThat(database.query("select from live_review where author is not null or score is not null"))
                .isEmpty();
    }

    @Test
    void onlyNewsAreNews() {
        assertThat(apply(state("public", 3, 1), state("public", 4, 2), state("public", 3, 1)))
                .isOne();
        assertThat(apply(state("public", 3, 1), state("public", 4, 2))).isZero();
        assertThat(apply()).isZero();
    }

    @Test
    void aRevisionThatChangesNoFigureLeavesTheRatingAsOfItsTime() {
        apply(state("public", 3, 1));
        var before =
                database.query("select updated_at from live_rating").getFirst().getValue(0);
        apply(state("public", 3, 2));
        assertThat(database.query("select updated_at from live_rating")
                        .getFirst()
                        .getValue(0))
                .isEqualTo(before);
    }

    @Test
    void aPollThatFailsHalfwayLeavesNothing() {
        database.query("alter table type_total add constraint refuse check (type <> 'film')");
        try {
            assertThatThrownBy(() -> apply(Life.rated("film:1", 5), Life.rated("book:1", 5)))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("SQLSTATE 23514");
            assertThat(database.query("select from live_rating")).isEmpty();
            assertThat(database.query("select from live_review")).isEmpty();
            assertThat(apply(Life.rated("book:1", 5))).isOne();
        } finally {
            database.query("alter table type_total drop constraint refuse");
        }
    }

    @Test
    void whatIsNotTheDatasFaultIsNotRefused() {
        database.query("alter table review rename to review_away");
        try {
            assertThatThrownBy(() -> apply(state("public", 3, 1))).isInstanceOf(CompletionException.class);
        } finally {
            database.query("alter table review_away rename to review");
        }
        assertThat(apply(state("public", 3, 1))).isOne();
    }

    @Test
    void aReviewMovedToAnotherSubjectCountsThereAlone() {
        apply(state("public", 3, 1));
        apply(Life.state(REVIEW, "anime:2", "public", 3, 2, 2));
        assertThat(score(3)).isZero();
        assertThat(model.ratings().get("anime:2").get(2)).isOne();
    }

    private static ReviewState state(String status, int score, int version) {
        return Life.state(REVIEW, "anime:1", status, score, 2, version);
    }

    private long apply(ReviewState... states) {
        return DatabaseFaults.await(projection.apply(List.of(states)));
    }

    private long score(int score) {
        return model.ratings().get("anime:1").get(score - 1);
    }
}
