package dev.starfold.rating.projection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.rating.Reactions;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
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
        DatabaseFaults.await(one.apply(submitted));
        assertThat(database.query("select distinct xmin::text from review")).hasSize(2);
        assertThat(database.query("select subject from review group by subject having count(distinct xmin::text) > 1"))
                .isEmpty();
        model.isTheFoldOf(submitted, List.of());
    }

    @Test
    void thoseOfBothLogsAndOfTwoInstancesMeet() {
        DatabaseFaults.await(Future.all(List.of(
                untilDone(() -> one.apply(submitted)).compose(_ -> untilDone(() -> one.apply(hidden))),
                untilDone(() -> other.apply(moved)).compose(_ -> untilDone(() -> other.apply(submitted))),
                untilDone(() -> one.apply(reactions)),
                untilDone(() -> other.apply(reactions)).compose(_ -> untilDone(() -> other.apply(moved))))));
        model.isSound();
        model.isTheFoldOf(
                Stream.of(submitted, moved, hidden).flatMap(List::stream).toList(), reactions);
    }

    @Test
    void ofWhichOnlyAPartWasCommittedComesAgain() {
        DatabaseFaults.await(one.apply(submitted));
        var holder = DatabaseFaults.await(another.getConnection());
        DatabaseFaults.await(holder.query("begin; select from rating where subject = 'anime:0' for update")
                .execute());
        var applied = one.apply(moved);
        await().atMost(10, SECONDS).until(() -> versions().equals(Set.of(1, 2)));
        await().atMost(10, SECONDS).until(() -> !database.query("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """).isEmpty());
        await().atMost(10, SECONDS).until(applied::isComplete);
        assertThat(applied.failed()).isTrue();
        DatabaseFaults.await(holder.query("rollback").execute().compose(_ -> holder.close()));
        assertThat(versions()).containsExactlyInAnyOrder(1, 2);

        DatabaseFaults.await(one.apply(moved));
        model.isTheFoldOf(Stream.concat(submitted.stream(), moved.stream()).toList(), List.of());
    }

    private static Set<Integer> versions() {
        return database.query("select distinct version from review").stream()
                .map(row -> row.getInteger(0))
                .collect(toSet());
    }

    /** As a consumer does: reviews that two instances first hear of under different subjects may meet in a deadlock. */
    private static Future<?> untilDone(Supplier<Future<?>> work) {
        return work.get()
                .<Object>map(done -> done)
                .recover(failure -> failure instanceof PgException refused && "40P01".equals(refused.getSqlState())
                        ? untilDone(work).map(done -> done)
                        : Future.failedFuture(failure));
    }

    private List<ReviewState> reviews(String status, int step, int version) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> Submitted.of((i % 2 == 0 ? "anime:" : "manga:") + i * step % SUBJECTS, 1 + i * step % 10)
                        .by("author-" + i)
                        .state(ids.get(i), status, version))
                .toList();
    }
}
