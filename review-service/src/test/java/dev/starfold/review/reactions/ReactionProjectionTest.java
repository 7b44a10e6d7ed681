package dev.starfold.review.reactions;

import static dev.starfold.review.reactions.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starfold.review.Wilson;
import dev.starfold.review.store.Appends;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactionProjectionTest {

    private static TestDatabase database;

    private final ReactionProjection projection = new ReactionProjection(database.pool(), null);
    private final UUID review = UUID.randomUUID();

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated("reaction_projection");
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
    void aReactionKnownBeforeItsReviewCountsAsSoonAsTheReviewIsThere() {
        apply(Reacted.to(review, "funny"), Reacted.removed(Reacted.to(review, "nice")));
        await(Appends.submit(database.pool(), List.of(UUID.randomUUID(), review)));
        assertThat(database.counts().get(review)).containsExactly(0, 0, 1, 0, 0, 0, 0);
        isSound(2);
    }

    @Test
    void aRevisionLeavesTheCounts() {
        submitted();
        apply(Reacted.to(review, "creative"));
        await(Appends.revise(database.pool(), List.of(review)));
        assertThat(database.counts().get(review)).containsExactly(0, 0, 0, 0, 0, 0, 1);
        assertThat(database.query("select version, reacted from review")
                        .getFirst()
                        .getInteger("version"))
                .isEqualTo(2);
        isSound(1);
    }

    @Test
    void hidingAndRestoringLeavesTheReactionsAndThoseOfAWithdrawnReviewAreStillKnown() {
        submitted();
        apply(Reacted.to(review, "nice"));
        for (var status : List.of("hidden", "public", "withdrawn")) {
            database.query("update review set status = '" + status + "'");
            apply(Reacted.to(review, "nice"));
            isSound(1);
        }
        assertThat(database.counts().get(review)).containsExactly(4, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void removingTwiceLeavesNothingBelowZero() {
        submitted();
        var reaction = Reacted.to(review, "nice");
        var removed = Reacted.removed(reaction);
        apply(removed);
        apply(removed);
        apply(reaction);
        apply(Reacted.removed(removed));
        assertThat(database.counts().get(review)).containsOnly(0);
        isSound(1);
    }

    @Test
    void aUsersErasureBlanksWhoReacted() {
        submitted();
        var reaction = Reacted.by("ben", review, "nice");
        apply(reaction);
        apply(new ReactionState(reaction.reactionId(), review, null, "nice", false, 2, reaction.since()));
        assertThat(database.query("select from live_reaction where user_id is not null"))
                .isEmpty();
        assertThat(database.counts().get(review)).containsOnly(0);
    }

    @Test
    void aSlotThatIsBuiltIsNotCountedBeforeTheSwitchAndIsFromThereOn() {
        var untouched = UUID.randomUUID();
        await(Appends.submit(database.pool(), List.of(review, untouched)));
        var old = Reacted.to(review, "nice");
        apply(old, Reacted.to(untouched, "funny"));
        var rebuild = new ReactionProjection(database.pool(), (short) 1);
        await(rebuild.apply(List.of(Reacted.to(review, "creative"), Reacted.to(untouched, "funny"))));
        assertThat(database.counts().get(review)).containsExactly(1, 0, 0, 0, 0, 0, 0);

        int differed = await(database.pool().withTransaction(switching -> Recount.write(switching, (short) 1)
                .compose(count -> switching
                        .query("update projection set slot = 1 where name = 'reactions'")
                        .execute()
                        .map(count))));
        assertThat(differed).isEqualTo(1);
        assertThat(database.counts().get(review)).containsExactly(0, 0, 0, 0, 0, 0, 1);
        isSound(2);
        apply(Reacted.to(review, "creative"));
        assertThat(database.counts().get(review)).containsExactly(0, 0, 0, 0, 0, 0, 2);
        isSound(2);
    }

    @Test
    void driftIsFoundNamedAndMended() {
        submitted();
        apply(Reacted.to(review, "nice"));
        for (var drift : List.of("reactions = '{0,0,0,0,0,0,7}'", "reacted = 2", "helpful = 0.5")) {
            database.query("update review set " + drift);
            assertThat(await(Recount.compare(database.pool(), null)).drifted())
                    .singleElement()
                    .asString()
                    .contains(review.toString());
            assertThat(database.recounted((short) 0)).isEqualTo(1);
            isSound(1);
        }
        assertThat(database.counts().get(review)).containsExactly(1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aComparisonGoesOnWhereTheSliceBeforeEnded() {
        await(Appends.submit(
                database.pool(),
                IntStream.range(0, 5_003).mapToObj(_ -> UUID.randomUUID()).toList()));
        var first = await(Recount.compare(database.pool(), null));
        assertThat(first.checked()).isEqualTo(5_000);
        var second = await(Recount.compare(database.pool(), first.next()));
        assertThat(second.checked()).isEqualTo(3);
        assertThat(second.next()).isNull();
    }

    @Test
    void helpfulIsWilsonsBoundOfAllKindsButConfusing() {
        for (int positive : List.of(0, 1, 2, 9, 90, 1000)) {
            for (int confusing : List.of(0, 1, 10, 5000)) {
                var counts = "'{%d,0,0,%d,0,0,%d}'".formatted(positive / 2, confusing, positive - positive / 2);
                assertThat(database.query("select reactions_helpful(" + counts + ")")
                                .getFirst()
                                .getDouble(0))
                        .isCloseTo(Wilson.lowerBound(positive, positive + confusing), within(1e-12));
            }
        }
    }

    @Test
    void manyHelpedReadersRankAboveOne() {
        var many = UUID.randomUUID();
        var confused = UUID.randomUUID();
        await(Appends.submit(database.pool(), List.of(review, many, confused)));
        apply(Reacted.to(review, "informative"));
        apply(Stream.generate(() -> Reacted.to(many, "informative")).limit(9).toArray(ReactionState[]::new));
        apply(Reacted.to(many, "confusing"), Reacted.to(confused, "confusing"));
        assertThat(database.query("select id from review order by helpful desc").stream()
                        .map(row -> row.getUUID(0)))
                .containsExactly(many, review, confused);
    }

    private void submitted() {
        await(Appends.submit(database.pool(), List.of(review)));
    }

    private void apply(ReactionState... states) {
        await(projection.apply(List.of(states)));
    }

    private static void isSound(int reviews) {
        var compared = await(Recount.compare(database.pool(), null));
        assertThat(compared.drifted()).isEmpty();
        assertThat(compared.checked()).isEqualTo(reviews);
    }
}
