package dev.starfold.rating.chart;

import static dev.starfold.eventstore.projection.DatabaseFaults.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.rating.projection.Life;
import dev.starfold.rating.projection.ReviewProjection;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.TestDatabase;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RankerTest {

    private static TestDatabase database;

    private final Ranker ranker = new Ranker(database.pool(), 50);
    private final ReviewProjection projection = new ReviewProjection(database.pool(), null);

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated("ranker_test");
    }

    @AfterAll
    static void close() {
        database.pool().close();
    }

    @BeforeEach
    void empty() {
        database.empty();
        database.query("truncate ranking, ranking_block, place");
        database.query("update projection set slot = 0");
    }

    @Test
    void aTypeWithoutChangesIsNotRankedAgain() {
        apply(Life.rated("anime:1", 5), Life.rated("book:1", 5));
        assertThat(rank(ranker)).isEqualTo(2);
        assertThat(rank(ranker)).isZero();
        apply(Life.rated("book:2", 5));
        assertThat(rank(ranker)).isEqualTo(1);
        assertThat(rankings("superseded_at is null")).isEqualTo(2);
        assertThat(rankings("type = 'anime'")).isEqualTo(1);
    }

    @Test
    void aChangeThatLeavesTheTypesTotalsIsRanked() {
        var a = Life.rated("anime:1", 5);
        var b = Life.rated("anime:2", 6);
        apply(a, b);
        rank(ranker);
        apply(
                Life.state(a.reviewId(), a.subject(), "public", 6, 0, 2),
                Life.state(b.reviewId(), b.subject(), "public", 5, 0, 2));
        assertThat(rank(ranker)).isEqualTo(1);
        assertThat(places()).containsExactly("anime:1", "anime:2");
    }

    @Test
    void aChangeOfWhatIsNotRankedIsNone() {
        var review = Life.rated("anime:1", 5);
        apply(review);
        rank(ranker);
        apply(Life.state(review.reviewId(), review.subject(), "public", 5, 0, 2));
        assertThat(rank(ranker)).isZero();
    }

    @Test
    void twoInstancesRankOnce() {
        apply(Life.rated("anime:1", 5), Life.rated("book:1", 5));
        var other = new Ranker(database.newPool(), 50);
        var both = await(Future.all(ranker.rank(), other.rank()));
        assertThat(both.<Integer>resultAt(0) + both.<Integer>resultAt(1)).isEqualTo(2);
        assertThat(rankings("true")).isEqualTo(2);
    }

    @Test
    void whileAnotherRanksNothingIsDone() {
        apply(Life.rated("anime:1", 5));
        var holder = await(database.pool().getConnection());
        await(holder.query("begin; select pg_advisory_xact_lock(hashtextextended('starfold ranking', 0))")
                .execute());
        assertThat(rank(ranker)).isZero();
        await(holder.query("rollback").execute());
        holder.close();
        assertThat(rank(ranker)).isEqualTo(1);
    }

    @Test
    void aTypeThatTookLongIsLeftAloneForAWhile() {
        apply(Life.rated("anime:1", 5));
        rank(ranker);
        database.query("update ranking set took = '1 hour'");
        apply(Life.rated("anime:2", 5));
        assertThat(rankAsItIs(ranker)).isZero();
        assertThat(rank(ranker)).isEqualTo(1);
    }

    @Test
    void anotherWeightIsRankedAnew() {
        apply(Life.rated("anime:1", 9), Life.rated("anime:2", 8), Life.rated("anime:2", 9), Life.rated("anime:3", 1));
        rank(new Ranker(database.pool(), 0));
        assertThat(places()).containsExactly("anime:1", "anime:2", "anime:3");
        rank(ranker);
        assertThat(places()).containsExactly("anime:2", "anime:1", "anime:3");
    }

    @Test
    void aRankingIsKeptAQuarterOfAnHourAfterItWasSuperseded() {
        apply(Life.rated("anime:1", 5));
        rank(ranker);
        apply(Life.rated("anime:1", 5));
        rank(ranker);
        database.query("update ranking set superseded_at = superseded_at - interval '14 minutes'");
        rank(ranker);
        assertThat(rankings("true")).isEqualTo(2);
        database.query("update ranking set superseded_at = superseded_at - interval '1 minute'");
        rank(ranker);
        assertThat(rankings("true")).isEqualTo(1);
        assertThat(database.query("select distinct ranking from ranking_block")).hasSize(1);
    }

    @Test
    void theLiveSlotIsRankedAlsoOnceItHasChanged() {
        apply(Life.rated("anime:1", 5), Life.rated("book:1", 5));
        rank(ranker);
        await(new ReviewProjection(database.pool(), (short) 1).apply(List.of(Life.rated("anime:2", 5))));
        assertThat(rank(ranker)).isZero();
        database.query("update projection set slot = 1");
        assertThat(rank(ranker)).isEqualTo(2);
        assertThat(places()).containsExactly("anime:2");
        assertThat(rank(ranker)).isZero();
    }

    private static List<String> places() {
        return database.query("select subject from place order by rank, subject").stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static long rankings(String which) {
        return database.query("select count(*) from ranking where " + which)
                .getFirst()
                .getLong(0);
    }

    /** Without the rest that a type is given. */
    private static int rank(Ranker ranker) {
        database.query("update ranking set took = '0'");
        return rankAsItIs(ranker);
    }

    private static int rankAsItIs(Ranker ranker) {
        return await(ranker.rank());
    }

    private void apply(ReviewState... states) {
        await(projection.apply(List.of(states)));
    }
}
