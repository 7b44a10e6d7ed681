package dev.starfold.rating.projection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.rating.Reactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poll so large that it is applied in transactions side by side. */
class LargePollTest {

    private static final int SIZE = 2_500;
    private static final int SUBJECTS = 97;

    private static TestDatabase database;
    private static Pool another;

    private final List<UUID> ids = Stream.generate(UUID::randomUUID).limit(SIZE).toList();
    private final List<ReviewState> submitted = reviews("public", 1, 1);
    private final List<ReviewState> moved = reviews("public", 7, 2);
    private final List<ReviewState> hidden =
            reviews("hidden", 7, 3).stream().limit(SIZE / 3).toList();
    private final List<ReactionState> reactions = IntStream.range(0, SIZE)
            .mapToObj(i -> Reacted.to(moved.get(i), Reactions.CATALOGUE.get(i % Reactions.CATALOGUE.size())))
            .toList();
    private final Instance one = Instance.on(database.pool());
    private final Instance other = Instance.on(another);
    private final ReadModel model = new ReadModel(database);

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated("large_poll_test");
        another = database.newPool();
    }

    @AfterAll
    static void close() {
        another.close();
        database.pool().close();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void itsSubjectsAreInTwoTransactionsEachInOne() {
        done(one.apply(submitted));
        assertThat(database.query("select distinct xmin::text from review")).hasSize(2);
        assertThat(database.query("select subject from review group by subject having count(distinct xmin::text) > 1"))
                .isEmpty();
        model.isTheFoldOf(submitted, List.of());
    }

    @Test
    void thoseOfBothLogsAndOfTwoInstancesMeet() {
        done(Future.all(List.of(
                one.apply(submitted).compose(_ -> one.apply(hidden)),
                other.apply(moved).compose(_ -> other.apply(submitted)),
                one.apply(reactions),
                other.apply(reactions).compose(_ -> other.apply(moved)))));
        model.isSound();
        model.isTheFoldOf(
                Stream.of(submitted, moved, hidden).flatMap(List::stream).toList(), reactions);
    }

    @Test
    void ofWhichOnlyAPartWasCommittedComesAgain() {
        done(one.apply(submitted));
        var holder = result(another.getConnection());
        done(holder.query("begin; select from rating where subject = 'anime:0' for update")
                .execute());
        var applied = one.apply(moved);
        await().atMost(10, SECONDS).until(() -> versions().equals(Set.of(1, 2)));
        await().atMost(10, SECONDS).until(() -> !database.query("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """).isEmpty());
        await().atMost(10, SECONDS).until(applied::isComplete);
        assertThat(applied.failed()).isTrue();
        done(holder.query("rollback").execute().compose(_ -> holder.close()));
        assertThat(versions()).containsExactlyInAnyOrder(1, 2);

        done(one.apply(moved));
        model.isTheFoldOf(Stream.concat(submitted.stream(), moved.stream()).toList(), List.of());
    }

    private static Set<Integer> versions() {
        return database.query("select distinct version from review").stream()
                .map(row -> row.getInteger(0))
                .collect(toSet());
    }

    private List<ReviewState> reviews(String status, int step, int version) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> Submitted.of((i % 2 == 0 ? "anime:" : "manga:") + i * step % SUBJECTS, 1 + i * step % 10)
                        .by("author-" + i)
                        .state(ids.get(i), status, version))
                .toList();
    }

    private static void done(Future<?> future) {
        result(future);
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
