package dev.starfold.eventstore;

import static dev.starfold.eventstore.Instance.add;
import static dev.starfold.eventstore.Instance.command;
import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starfold.eventstore.Command.Idempotency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStoreTest {

    private final TestDatabase database = new TestDatabase();
    private final Instance instance = new Instance(database);
    private final EventStore<Tally, String> store = instance.store;

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void concurrentAppendsToOneStreamSeeEachOtherAndShareTransactions() {
        UUID stream = UUID.randomUUID();
        List<Future<Outcome<Tally>>> appends = IntStream.range(0, 500)
                .mapToObj(i -> store.execute(add(stream, 1)))
                .toList();
        assertThat(appends.stream().map(a -> get(a).version()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 500).boxed().toList());
        assertThat(database.number("select amount from total where stream = '" + stream + "'"))
                .isEqualTo(500);
        assertThat(instance.metrics.get("starfold.store.batch").summary().count())
                .isLessThan(100);
        assertThat(instance.metrics.get("starfold.store.appends").counter().count())
                .isEqualTo(500);
    }

    @Test
    void concurrentAppendsToManyStreamsKeepEveryStreamItsOwn() {
        List<UUID> streams =
                IntStream.range(0, 300).mapToObj(i -> UUID.randomUUID()).toList();
        List<Future<Outcome<Tally>>> appends = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            for (UUID stream : streams) {
                appends.add(store.execute(add(stream, round)));
            }
        }
        appends.forEach(Instance::get);
        assertThat(database.query(
                        "select distinct array_agg(version order by position)::text from event group by stream_id"))
                .containsExactly("{1,2,3}");
        assertThat(database.query("select distinct amount from total")).containsExactly("6");
    }

    @Test
    void aDecisionThatThrowsFailsItsOwnCallerAlone() throws Exception {
        UUID stream = UUID.randomUUID();
        List<Future<Outcome<Tally>>> batch;
        try (Connection lock = database.holdAppendLock()) {
            batch = List.of(
                    store.execute(add(stream, 1)),
                    store.execute(command(stream, history -> {
                        throw new IllegalStateException("no");
                    })),
                    store.execute(add(stream, 2)));
        }
        assertThat(get(batch.get(0)).version()).isEqualTo(1);
        assertThatThrownBy(() -> get(batch.get(1))).hasMessage("no");
        assertThat(Instance.total(get(batch.get(2)).history())).isEqualTo(3);
    }

    @Test
    void aRowThatSqlRejectsAmidABatchFailsItsOwnCallerAlone() throws Exception {
        List<Future<Outcome<Tally>>> batch = new ArrayList<>();
        try (Connection lock = database.holdAppendLock()) {
            batch.add(store.execute(add(UUID.randomUUID(), 1)));
            batch.add(store.execute(add(UUID.randomUUID(), 2)));
            batch.add(store.execute(add(UUID.randomUUID(), 2_000_000)));
            batch.add(store.execute(command(
                    UUID.randomUUID(), history -> List.of(new Tally.Added(1, "a NUL has no place in jsonb: \0")))));
            batch.add(store.execute(add(UUID.randomUUID(), 3)));
        }
        assertThat(get(batch.get(0)).version()).isEqualTo(1);
        assertThat(get(batch.get(1)).version()).isEqualTo(1);
        assertThatThrownBy(() -> get(batch.get(2)))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("total_amount_check");
        assertThatThrownBy(() -> get(batch.get(3))).isInstanceOf(PgException.class);
        assertThat(get(batch.get(4)).version()).isEqualTo(1);
        assertThat(database.number("select count(*) from event")).isEqualTo(3);
    }

    @Test
    void aFullQueueRefusesAtOnce() throws Exception {
        StoreSettings small = new StoreSettings(2, 4, Duration.ofSeconds(3), Duration.ofSeconds(10));
        try (Instance bounded = new Instance(database, small)) {
            List<Future<Outcome<Tally>>> accepted = new ArrayList<>();
            try (Connection lock = database.holdAppendLock()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    Future<Outcome<Tally>> append = bounded.store.execute(add(UUID.randomUUID(), 1));
                    if (append.failed() && append.cause() instanceof StoreOverloadedException) {
                        return true;
                    }
                    accepted.add(append);
                    return false;
                });
            }
            accepted.forEach(append -> assertThat(get(append).version()).isEqualTo(1));
            assertThat(accepted.size()).isBetween(4, 6);
        }
    }

    @Test
    void callersResumeOnTheirOwnContext() throws Exception {
        Context caller = instance.vertx.getOrCreateContext();
        CompletableFuture<Context> resumed = new CompletableFuture<>();
        caller.runOnContext(ignored ->
                store.execute(add(UUID.randomUUID(), 1)).onComplete(done -> resumed.complete(Vertx.currentContext())));
        assertThat(resumed.get()).isSameAs(caller);
    }

    /** As PostgreSQL counts on the connection itself, of all that a batch has executed before its last statement. */
    @Test
    void plansAreMadeOnceForBatchesOfAnySize() {
        List<Row> plans = new ArrayList<>();
        EventStore<Tally, String> counting = new EventStore<>(
                instance.vertx,
                instance.pool,
                instance.log,
                (connection, batch) -> connection
                        .query("select sum(custom_plans), sum(generic_plans) from pg_prepared_statements")
                        .execute()
                        .onSuccess(rows -> plans.add(rows.iterator().next())),
                StoreSettings.defaults(),
                new SimpleMeterRegistry());
        get(counting.start());
        for (int i = 0; i < 10; i++) {
            get(counting.execute(add(UUID.randomUUID(), 1)));
        }
        get(counting.stop());
        assertThat(plans).hasSize(10).allMatch(plan -> plan.getLong(0) == 0 && plan.getLong(1) > 0);
    }

    @Test
    void anIdempotencyKeyGivesTheFirstSuccessAgain() throws Exception {
        UUID stream = UUID.randomUUID();
        Idempotency key = new Idempotency(UUID.randomUUID(), UUID.randomUUID());
        List<Future<Outcome<Tally>>> three = IntStream.range(0, 3)
                .mapToObj(i -> store.execute(keyed(stream, key)))
                .toList();
        assertThat(three.stream().map(f -> get(f).version())).containsOnly(1);
        assertThat(three.stream().filter(f -> get(f).replayed())).hasSize(2);
        get(store.execute(add(stream, 1)));
        Outcome<Tally> later = get(store.execute(keyed(stream, key)));
        assertThat(later.replayed()).isTrue();
        assertThat(later.history()).hasSize(1);
        Idempotency reused = new Idempotency(key.key(), UUID.randomUUID());
        assertThatThrownBy(() -> get(store.execute(keyed(UUID.randomUUID(), reused))))
                .isInstanceOf(IdempotencyKeyReusedException.class);
        assertThat(database.number("select count(*) from event")).isEqualTo(2);
    }

    private static Command<Tally, String> keyed(UUID stream, Idempotency key) {
        return new Command<>(stream, history -> List.of(new Tally.Added(1, "")), Metadata.of("ana", null), "", key);
    }

    @Test
    void aReaderByPositionMissesNothingWhileTwoInstancesAppend() {
        try (Instance other = new Instance(database)) {
            UUID shared = UUID.randomUUID();
            List<Future<Outcome<Tally>>> appends = new ArrayList<>();
            for (int i = 0; i < 4_000; i++) {
                EventStore<Tally, String> either = i % 2 == 0 ? store : other.store;
                appends.add(either.execute(add(i % 3 == 0 ? shared : UUID.randomUUID(), 1)));
            }
            Future<?> all = Future.join(appends);
            List<EventLog.Positioned<Tally>> read = new ArrayList<>();
            long position = 0;
            boolean last;
            do {
                last = all.isComplete();
                List<EventLog.Positioned<Tally>> page;
                do {
                    page = get(instance.log.after(instance.pool, position, 100));
                    read.addAll(page);
                    position = page.isEmpty() ? position : page.getLast().position();
                } while (!page.isEmpty());
            } while (!last);
            assertThat(all.succeeded()).isTrue();
            assertThat(read).hasSize(4_000);
            assertThat(read.stream()
                            .filter(e -> e.recorded().stream().equals(shared))
                            .map(e -> e.recorded().version()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }
}
