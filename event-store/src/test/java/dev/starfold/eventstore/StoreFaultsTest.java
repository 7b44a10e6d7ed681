package dev.starfold.eventstore;

import static dev.starfold.eventstore.Instance.add;
import static dev.starfold.eventstore.Instance.command;
import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreFaultsTest {

    private final TestDatabase database = new TestDatabase();
    private final Instance instance = new Instance(database);
    private final EventStore<Tally, String> store = instance.store;

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aHolderOfTheLockThatFallsSilentFreesTheOthers() throws Exception {
        try (Connection silent = database.connect()) {
            silent.setAutoCommit(false);
            silent.createStatement().execute("set idle_in_transaction_session_timeout = '4s'");
            silent.createStatement().execute("select pg_advisory_xact_lock(6004514689826311236)");
            // Longer than the lock timeout of 3 s: the append fails once underway and is tried again.
            assertThat(get(store.execute(add(UUID.randomUUID(), 1))).version()).isEqualTo(1);
            assertThat(silent.isValid(1)).isFalse();
        }
    }

    @Test
    void theStoreItselfNeverHoldsTheLockInSilence() {
        get(store.execute(add(UUID.randomUUID(), 1)));
        UUID stream = UUID.randomUUID();
        Future<Outcome<Tally>> stalled = store.execute(command(stream, history -> {
            if (history.isEmpty() && Thread.currentThread().getName().contains("eventloop")) {
                stallOnce();
            }
            return List.of(new Tally.Added(1, ""));
        }));
        try (Instance other = new Instance(database)) {
            assertThat(get(other.store.execute(add(stream, 1))).version()).isEqualTo(1);
            assertThat(get(stalled).version()).isEqualTo(2);
        }
        assertThat(database.number("select count(*) from event where stream_id = '" + stream + "'"))
                .isEqualTo(2);
    }

    private boolean stalled;

    /** Stops this instance's event loop, as a stopped process would, until PostgreSQL has ended its silent session. */
    private void stallOnce() {
        if (!stalled) {
            stalled = true;
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> database.number(
                                    "select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                            == 0);
        }
    }

    @Test
    void whateverConnectionIsCutEveryCommandHappensExactlyOnce() {
        List<UUID> streams =
                IntStream.range(0, 10).mapToObj(i -> UUID.randomUUID()).toList();
        List<Future<Outcome<Tally>>> appends = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            for (UUID stream : streams) {
                appends.add(store.execute(add(stream, 1)));
            }
            database.run(
                    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = '%s'"
                            .formatted(database.name));
        }
        appends.forEach(Instance::get);
        assertThat(database.number("select count(*) from event")).isEqualTo(300);
        assertThat(database.number("select count(distinct metadata->>'command') from event"))
                .isEqualTo(300);
    }

    @Test
    void whoFollowsCommitsAlsoHearsOfOneWhoseAnswerWasLost() {
        var told = new AtomicInteger();
        store.onCommit(told::incrementAndGet);
        UUID stream = UUID.randomUUID();
        var metadata = Metadata.of("ana", null);
        var committed = new Command<Tally, String>(stream, none -> List.of(new Tally.Added(1, "")), metadata, "", null);
        try (Instance other = new Instance(database)) {
            // The first attempt's connection is lost while the same command is committed: as if its answer was.
            Future<Outcome<Tally>> append = store.execute(new Command<>(
                    stream,
                    none -> {
                        database.run("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
                        // On a thread of its own, since a caller is answered on its event loop, and this one stands
                        // still.
                        CompletableFuture.runAsync(() -> get(other.store.execute(committed)))
                                .join();
                        return List.of(new Tally.Added(1, ""));
                    },
                    metadata,
                    "",
                    null));
            assertThat(get(append).version()).isEqualTo(1);
        }
        assertThat(told).hasValue(1);
    }

    @Test
    void aSessionThatNeverAnswersIsLeftBehindAndItsCommandsHappenOnce() throws Exception {
        StoreSettings impatient = new StoreSettings(256, 100, Duration.ofSeconds(1), Duration.ofSeconds(6));
        try (Instance other = new Instance(database, impatient)) {
            UUID stream = UUID.randomUUID();
            get(other.store.execute(add(stream, 1)));
            long stopped = database.number(
                    "select pid from pg_stat_activity where datname = '%s' and query like 'commit; notify%%'"
                            .formatted(database.name));
            signal("STOP", stopped);
            try {
                assertThat(get(other.store.execute(add(stream, 1))).version()).isEqualTo(2);
            } finally {
                signal("CONT", stopped);
            }
            List<Future<Outcome<Tally>>> more = IntStream.range(0, 20)
                    .mapToObj(i -> other.store.execute(add(stream, 1)))
                    .toList();
            more.forEach(Instance::get);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> database.number(
                                    "select count(*) from pg_stat_activity where datname = '%s' and state like '%%transaction%%'"
                                            .formatted(database.name))
                            == 0);
            assertThat(database.number("select count(*) from event")).isEqualTo(22);
        }
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void retriesStayOnTheStoresOwnEventLoop() throws Exception {
        Set<Thread> deciding = ConcurrentHashMap.newKeySet();
        List<Future<Outcome<Tally>>> appends = new ArrayList<>();
        try (Connection lock = database.holdAppendLock()) {
            for (int i = 0; i < 5; i++) {
                appends.add(store.execute(command(UUID.randomUUID(), history -> {
                    deciding.add(Thread.currentThread());
                    return List.of(new Tally.Added(1, ""));
                })));
            }
            // Held until the lock timeout has passed.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> instance.metrics
                                    .get("starfold.store.retries")
                                    .counter()
                                    .count()
                            > 0);
        }
        appends.forEach(Instance::get);
        assertThat(deciding).hasSize(1);
    }

    @Test
    void aRowThatAnotherSessionHoldsKeepsNobodyElseWaiting() throws Exception {
        UUID held = UUID.randomUUID();
        StoreSettings patient = new StoreSettings(256, 1_000, Duration.ofSeconds(3), Duration.ofSeconds(60));
        try (Instance other = new Instance(database, patient);
                Connection holder = database.connect()) {
            get(other.store.execute(add(held, 1)));
            hold(holder, held);
            List<Future<Outcome<Tally>>> waiting = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                waiting.add(other.store.execute(add(held, 1)));
                assertOthersSucceedWithin5Seconds(other.store);
            }
            assertThat(waiting).noneMatch(Future::isComplete);
            holder.rollback();
            waiting.forEach(Instance::get);
            get(other.store.execute(add(held, 1)));
        }
        assertThat(database.number("select count(*) from event where stream_id = '" + held + "'"))
                .isEqualTo(7);
        assertThat(database.number("select amount from total where stream = '" + held + "'"))
                .isEqualTo(7);
    }

    @Test
    void whoWaitsForARowIsToldInTheEndThatNothingHappened() throws Exception {
        UUID held = UUID.randomUUID();
        StoreSettings impatient = new StoreSettings(256, 1_000, Duration.ofSeconds(3), Duration.ofSeconds(4));
        try (Instance other = new Instance(database, impatient);
                Connection holder = database.connect()) {
            get(other.store.execute(add(held, 1)));
            hold(holder, held);
            Future<?> waiting = other.store.execute(add(held, 1));
            assertThatThrownBy(() -> get(waiting))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasStackTraceContaining("lock timeout");
            assertOthersSucceedWithin5Seconds(other.store);
        }
        assertThat(database.number("select count(*) from event where stream_id = '" + held + "'"))
                .isEqualTo(1);
    }

    private static void hold(Connection holder, UUID stream) throws Exception {
        holder.setAutoCommit(false);
        holder.createStatement().execute("select from total where stream = '%s' for update".formatted(stream));
    }

    private static void assertOthersSucceedWithin5Seconds(EventStore<Tally, String> store) throws Exception {
        List<Future<Outcome<Tally>>> others = IntStream.range(0, 20)
                .mapToObj(i -> store.execute(add(UUID.randomUUID(), 1)))
                .toList();
        Future.all(others).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void aKeyThatIsTakenMeanwhileBesideTheLogIsFoundByAnotherAttempt() {
        UUID stream = UUID.randomUUID();
        var key = new Command.Idempotency(UUID.randomUUID(), UUID.randomUUID());
        Future<?> append = store.execute(new Command<>(
                stream,
                history -> {
                    // The keys have been read, and this one was free.
                    database.run("insert into idempotency values ('%s', '%s', '%s', 1)"
                            .formatted(key.key(), UUID.randomUUID(), UUID.randomUUID()));
                    return List.of(new Tally.Added(1, ""));
                },
                Metadata.of("ana", null),
                "",
                key));
        assertThatThrownBy(() -> get(append)).isInstanceOf(IdempotencyKeyReusedException.class);
        assertThat(database.number("select count(*) from event")).isZero();
    }
}
