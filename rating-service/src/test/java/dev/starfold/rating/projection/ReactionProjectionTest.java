package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.rating.Reactions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionProjectionTest {

    private static final UUID REVIEW = UUID.fromString("8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11");
    private static final UUID REACTION = UUID.fromString("7fa92dec-01ae-5a03-a3ab-68ddd7c2da85");

    private static TestDatabase database;

    private final Instance instance = Instance.on(database.pool());
    private final ReadModel model = new ReadModel(database);

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated("reaction_projection_test");
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
    void aReactionCountsOnceItsReviewDoes() {
        apply(reaction("funny", true, 1));
        assertThat(kinds("anime:1")).containsOnly(0L);
        apply(review("public", 1));
        assertThat(kinds("anime:1")).containsExactly(0L, 0L, 1L, 0L, 0L, 0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "withdrawn", "erased"})
    void aReviewThatStopsCountingTakesItsReactionsAlong(String status) {
        apply(review("public", 1), reaction("nice", true, 1));
        apply(review(status, 2));
        assertThat(kinds("anime:1")).containsOnly(0L);
        apply(reaction("creative", true, 2));
        assertThat(kinds("anime:1")).containsOnly(0L);
        model.isSound();
    }

    @Test
    void aRestoredReviewHasTheReactionsOfNow() {
        apply(review("public", 1), reaction("nice", true, 1));
        apply(review("hidden", 2));
        apply(reaction("creative", true, 2));
        apply(review("public", 3));
        assertThat(kinds("anime:1")).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void aWithdrawalKnownBeforeItsSubmissionLeavesNoReaction() {
        apply(review("withdrawn", 2));
        apply(reaction("nice", true, 1));
        apply(review("public", 1));
        assertThat(kinds("anime:1")).containsOnly(0L);
    }

    @Test
    void aReviewSubmittedAnewStartsWithoutReactions() {
        apply(review("public", 1), reaction("nice", true, 1));
        apply(review("withdrawn", 2), Life.state(UUID.randomUUID(), "anime:1", "public", 9, 0, 3));
        assertThat(kinds("anime:1")).containsOnly(0L);
    }

    @Test
    void aChangeOfMindCountsOnceAndARemovalTwiceIsNotBelowZero() {
        apply(review("public", 1));
        apply(reaction("nice", true, 1));
        apply(reaction("nice", false, 2), reaction("well-written", true, 3));
        assertThat(kinds("anime:1")).containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 0L);
        apply(reaction("well-written", false, 4));
        apply(reaction("well-written", false, 4));
        apply(reaction("well-written", true, 3));
        assertThat(kinds("anime:1")).containsOnly(0L);
        model.isSound();
    }

    @Test
    void aRevisedReviewKeepsItsReactions() {
        apply(review("public", 1), reaction("nice", true, 1));
        apply(Life.state(REVIEW, "anime:1", "public", 10, 0, 2));
        assertThat(kinds("anime:1")).containsExactly(1L, 0L, 0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void reactionsMoveNeitherScoresNorTheTypesTotal() {
        apply(review("public", 1));
        var before = database.query("select scores::text, recommendations::text, count, sum, type_total.xmin::text"
                + " from rating join type_total using (slot, type)");
        apply(reaction("nice", true, 1));
        var after = database.query("select scores::text, recommendations::text, count, sum, type_total.xmin::text"
                + " from rating join type_total using (slot, type)");
        assertThat(after.getFirst().deepToString()).isEqualTo(before.getFirst().deepToString());
    }

    @Test
    void aReactionUnderAnotherSubjectThanItsReviewsCountsNowhere() {
        var elsewhere = new ReactionState(REACTION, REVIEW, "anime:2", "nice", true, 1);
        apply(review("public", 1), elsewhere);
        assertThat(kinds("anime:1")).containsOnly(0L);
        assertThat(kinds("anime:2")).containsOnly(0L);
        apply(reaction("nice", true, 2));
        assertThat(kinds("anime:1").getFirst()).isOne();
        apply(Life.state(REVIEW, "anime:2", "public", 3, 2, 2));
        assertThat(kinds("anime:1")).containsOnly(0L);
        apply(new ReactionState(REACTION, REVIEW, "anime:2", "nice", true, 3));
        assertThat(kinds("anime:2").getFirst()).isOne();
    }

    @Test
    void thousandsOfReactionsComeAndGoWithTheirReviews() {
        var reviews = new ArrayList<ReviewState>();
        var reactions = new ArrayList<ReactionState>();
        for (int i = 0; i < 300; i++) {
            var review = Life.rated("book:" + i % 7, 1 + i % 10);
            reviews.add(review);
            for (int user = 0; user < 10; user++) {
                reactions.add(Reacted.to(review, Reactions.CATALOGUE.get((i + user) % 7)));
            }
        }
        apply(reactions.toArray(Versioned[]::new));
        apply(reviews.toArray(Versioned[]::new));
        model.isTheFoldOf(reviews, reactions);
        reviews.replaceAll(it -> Life.state(it.reviewId(), it.subject(), "hidden", 1, 0, 2));
        apply(reviews.toArray(Versioned[]::new));
        model.isTheFoldOf(reviews, reactions);
        assertThat(model.ratings().values())
                .allSatisfy(counts -> assertThat(counts).containsOnly(0L));
    }

    private static ReviewState review(String status, int version) {
        return Life.state(REVIEW, "anime:1", status, 3, 2, version);
    }

    private static ReactionState reaction(String kind, boolean active, int version) {
        return Reacted.state(REACTION, review("public", 1), kind, active, version);
    }

    private void apply(Versioned... states) {
        DatabaseFaults.await(instance.apply(List.of(states)));
    }

    private List<Long> kinds(String subject) {
        return model.ratings().get(subject).subList(13, 20);
    }
}
