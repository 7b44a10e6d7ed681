package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.rating.projection.Change.Of;
import dev.starfold.rating.projection.Change.OfAny;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static TestDatabase database;

    private final Vertx vertx = Vertx.vertx();
    private final Changes changes = new Changes(database.newPool(), vertx);
    private final Instance other = Instance.on(database.pool());
    private final List<Change> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated("changes_test");
    }

    @BeforeEach
    void listen() {
        database.empty();
        changes.listen(heard::add);
        changes.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> heard.equals(List.of(new OfAny())));
        heard.clear();
    }

    @AfterEach
    void stop() {
        changes.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatAnotherInstanceHasFoldedIsHeardOncePerPoll() {
        var reviews = List.of(Life.rated("anime:1", 3), Life.rated("anime:1", 4), Life.rated("film:2", 5));
        apply(reviews);
        heardNothingBut(new Of(Set.of("anime:1", "film:2")));
        apply(List.of(Reacted.to(reviews.getLast(), "nice")));
        heardNothingBut(new Of(Set.of("film:2")));
    }

    @Test
    void whatAnExclusionTakesOutOrGivesBackIsHeardOnce() {
        apply(List.of(Life.rated("anime:1", 3), Life.rated("film:2", 5)));
        heardNothingBut(new Of(Set.of("anime:1", "film:2")));
        var exclusion = Excluding.window("anime:1", "2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z");
        DatabaseFaults.await(exclusion.apply(database.pool()));
        heardNothingBut(new Of(Set.of("anime:1")));
        DatabaseFaults.await(exclusion.removed().apply(database.pool()));
        heardNothingBut(new Of(Set.of("anime:1")));
        DatabaseFaults.await(
                Excluding.author("film:2", "nobody:" + UUID.randomUUID()).apply(database.pool()));
        heardNothingBut(new Of(Set.of("film:2")));
    }

    @Test
    void whatThisInstanceFoldsIsHeardAtOnceAndOnce() {
        var review = Life.rated("anime:1", 3);
        DatabaseFaults.await(ReviewProjection.live(database.pool(), changes).apply(List.of(review)));
        assertThat(heard).containsExactly(new Of(Set.of("anime:1")));
        DatabaseFaults.await(
                ReactionProjection.live(database.pool(), changes).apply(List.of(Reacted.to(review, "nice"))));
        assertThat(heard).hasSize(2);
        heardNothingBut(new Of(Set.of("anime:1")), new Of(Set.of("anime:1")));
    }

    @Test
    void whatAnotherInstanceHeardAtOnceIsHeardHereToo() {
        var reviews = ReviewProjection.live(database.pool(), new Changes(database.pool(), vertx));
        DatabaseFaults.await(reviews.apply(List.of(Life.rated("anime:1", 3), Life.rated("film:2", 5))));
        heardNothingBut(new Of(Set.of("anime:1", "film:2")));
        DatabaseFaults.await(reviews.apply(subjects(81)));
        heardNothingBut(new OfAny());
    }

    /** Whoever applied it before may have died before telling. */
    @Test
    void whatComesAgainIsHeardAgain() {
        var review = Life.rated("anime:1", 3);
        apply(List.of(review));
        heardNothingBut(new Of(Set.of("anime:1")));
        apply(List.of(review));
        heardNothingBut(new Of(Set.of("anime:1")));
    }

    @Test
    void theSubjectThatAReviewMovesAwayFromIsNamedToo() {
        var id = UUID.randomUUID();
        apply(List.of(Life.state(id, "anime:1", "public", 3, 0, 1)));
        heardNothingBut(new Of(Set.of("anime:1")));
        apply(List.of(Life.state(id, "anime:2", "public", 3, 0, 2)));
        heardNothingBut(new Of(Set.of("anime:1", "anime:2")));
    }

    @Test
    void subjectsTooManyToNameAreHeardAsAny() {
        apply(subjects(80));
        await().atMost(Duration.ofSeconds(60)).until(() -> !heard.isEmpty());
        assertThat(heard).singleElement().isInstanceOf(Of.class);
        heard.clear();
        apply(subjects(81));
        heardNothingBut(new OfAny());
    }

    @Test
    void whatIsRolledBackIsNotHeard() {
        database.query("begin; " + Changes.TELL_OF_ANY + "; rollback");
        var states = List.of(Life.rated("anime:1", 3), Life.state(UUID.randomUUID(), "anime:2", "public", 11, 0, 1));
        assertThat(other.apply(states).toCompletionStage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(60));
        heardNothingBut();
    }

    @Test
    void aRebuildIsNotHeardUntilItsSwitchTells() {
        DatabaseFaults.await(new ReviewProjection(database.pool(), (short) 1).apply(List.of(Life.rated("anime:1", 3))));
        heardNothingBut();
        database.query(Changes.TELL_OF_ANY);
        heardNothingBut(new OfAny());
    }

    @Test
    void aListenerThatWasCutOffHearsThatAnythingMayHaveChanged() {
        database.query("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = 'changes_test' and query = 'listen rating_changes'");
        heardNothingBut(new OfAny());
    }

    /** What is told last has been heard, and nothing else before it. */
    private void heardNothingBut(Change... expected) {
        if (expected.length == 0 || !(expected[0] instanceof OfAny)) {
            var last = Life.rated("last:" + UUID.randomUUID(), 1);
            apply(List.of(last));
            // Those who tell don't wait for one another.
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            heard.contains(new Of(Set.of(last.subject()))) && heard.containsAll(List.of(expected)));
            heard.remove(new Of(Set.of(last.subject())));
        } else {
            await().atMost(Duration.ofSeconds(60)).until(() -> !heard.isEmpty());
        }
        assertThat(heard).containsExactly(expected);
        heard.clear();
    }

    /** Of 98 bytes each. */
    private static List<ReviewState> subjects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Life.rated("a:%096d".formatted(i), 1))
                .toList();
    }

    private void apply(List<? extends Versioned> states) {
        DatabaseFaults.await(other.apply(states));
    }
}
