package dev.starfold.eventstore.relay;

import static dev.starfold.eventstore.Instance.add;
import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.Command;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventStore;
import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.StoreSettings;
import dev.starfold.eventstore.StoreUnavailableException;
import dev.starfold.eventstore.Tally;
import dev.starfold.eventstore.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An older release and a newer one on the same log and topic: the newer writes a type that the older does not know. */
class RollingUpgradeTest {

    /** The events as the older release has them: without {@code Reset}. */
    sealed interface Older {
        record Added(int amount, String note) implements Older {}
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database = new TestDatabase();
    private final String topic = "upgrade-" + database.name;
    private final Instance newer = new Instance(database);
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = Instance.pool(
            vertx,
            EmbeddedServers.postgres().port(),
            database.name,
            EmbeddedServers.postgres().user(),
            EmbeddedServers.postgres().password());
    private final EventLog<Older> log = new EventLog<>(new EventCodec<>(Older.class));
    private final EventStore<Older, String> older = new EventStore<>(
            vertx,
            pool,
            log,
            (connection, batch) -> Future.succeededFuture(),
            StoreSettings.defaults(),
            new SimpleMeterRegistry());

    RollingUpgradeTest() {
        get(older.start());
    }

    @AfterEach
    void close() {
        get(older.stop());
        get(pool.close());
        get(vertx.close());
        newer.close();
    }

    private Future<Outcome<Older>> addAsOlder(UUID stream) {
        return older.execute(
                new Command<>(stream, history -> List.of(new Older.Added(1, "")), Metadata.of("ana", null), "", null));
    }

    private static Command<Tally, String> reset(UUID stream) {
        return Instance.command(stream, history -> List.of(new Tally.Reset()));
    }

    @Test
    void whatTheOlderCannotReadFailsOnlyTheCommandsThatNeedIt() {
        UUID stream = UUID.randomUUID();
        get(addAsOlder(stream));
        get(newer.store.execute(reset(stream)));
        List<Future<Outcome<Older>>> others = IntStream.range(0, 50)
                .mapToObj(i -> addAsOlder(UUID.randomUUID()))
                .toList();
        Future<Outcome<Older>> concerned = addAsOlder(stream);
        List<Future<Outcome<Older>>> moreOthers = IntStream.range(0, 50)
                .mapToObj(i -> addAsOlder(UUID.randomUUID()))
                .toList();
        others.forEach(Instance::get);
        moreOthers.forEach(Instance::get);
        assertThatThrownBy(() -> get(concerned))
                .as("to be repeated, by a newer replica then")
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("reset");
        assertThat(get(newer.store.execute(add(stream, 4))).history()).hasSize(3);
    }

    @Test
    void anOlderRelayHandsOverToANewerOne() {
        try (Relay<Older> first = relay(pool, log, "older");
                Relay<Tally> second = relay(newer.pool, newer.log, "newer")) {
            UUID stream = UUID.randomUUID();
            await().atMost(PATIENCE)
                    .until(() -> "older".equals(get(first.status()).owner()));
            get(addAsOlder(stream));
            get(newer.store.execute(reset(stream)));
            get(newer.store.execute(add(stream, 2)));
            first.wake();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(get(second.status()).lagEvents()).isZero();
                assertThat(ids()).containsSubsequence(stream + ":1", stream + ":2", stream + ":3");
            });
        }
    }

    private <E> Relay<E> relay(Pool on, EventLog<E> events, String owner) {
        RelaySettings settings = new RelaySettings(
                topic, 1, (short) 1, "/tally", owner, 100, Duration.ofSeconds(2), Duration.ofMillis(200));
        Relay<E> relay = new Relay<>(
                on,
                events,
                RollingUpgradeTest::publish,
                Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers()),
                settings,
                new SimpleMeterRegistry());
        relay.start();
        relay.awaitFirstLook();
        return relay;
    }

    private static <E> PublicEvent publish(List<Recorded<E>> history) {
        String stream = history.getLast().stream().toString();
        return new PublicEvent("counted", stream, stream, Instant.EPOCH, "/schema", Map.of());
    }

    private List<String> ids() {
        return TopicReader.read(EmbeddedServers.kafka(), topic).stream()
                .map(record -> new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void unknownFieldsOfStoredEventsAndMetadataHarmNobody() {
        UUID stream = UUID.randomUUID();
        get(addAsOlder(stream));
        database.run(
                "update event set data = data || '{\"colour\": \"red\"}', metadata = metadata || '{\"via\": \"app\"}'");
        get(addAsOlder(stream));
        Outcome<Tally> outcome = get(newer.store.execute(add(stream, 1)));
        assertThat(Instance.total(outcome.history())).isEqualTo(3);
    }

    @Test
    void whatTheOlderStoredIsLiftedWhereTheNewerHasAnotherForm() {
        UUID stream = UUID.randomUUID();
        get(addAsOlder(stream));
        EventLog<Tally> lifting =
                new EventLog<>(new EventCodec<>(Tally.class).upcast("added", data -> data.put("note", "from before")));
        EventStore<Tally, String> newest = new EventStore<>(
                newer.vertx,
                newer.pool,
                lifting,
                (connection, batch) -> Future.succeededFuture(),
                StoreSettings.defaults(),
                new SimpleMeterRegistry());
        get(newest.start());
        try {
            Outcome<Tally> outcome = get(newest.execute(add(stream, 2)));
            assertThat(outcome.history())
                    .extracting(Recorded::event)
                    .containsExactly(new Tally.Added(1, "from before"), new Tally.Added(2, ""));
            UUID another = UUID.randomUUID();
            get(addAsOlder(another));
            assertThatThrownBy(() -> get(addAsOlder(stream))).isInstanceOf(StoreUnavailableException.class);
        } finally {
            get(newest.stop());
        }
    }
}
