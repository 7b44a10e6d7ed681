package dev.starfold.eventstore.relay;

import static dev.starfold.eventstore.Instance.add;
import static dev.starfold.eventstore.Instance.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.KafkaServer;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.StoreUnavailableException;
import dev.starfold.eventstore.Tally;
import dev.starfold.eventstore.TestDatabase;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaServer kafka = EmbeddedServers.kafka();
    private final TestDatabase database = new TestDatabase();
    private final String topic = "tally-" + database.name;
    private final Instance instance = new Instance(database);
    private final List<AutoCloseable> closing = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : closing.reversed()) {
            resource.close();
        }
        instance.close();
    }

    private Relay<Tally> relay(Instance on, String owner) {
        return relay(on, owner, Duration.ofSeconds(2), RelayTest::publish, List.of());
    }

    private Relay<Tally> relay(
            Instance on, String owner, PublicEvent.Publisher<Tally> publisher, List<PassingTopic> passing) {
        return relay(on, owner, Duration.ofSeconds(2), publisher, passing);
    }

    private Relay<Tally> relay(
            Instance on,
            String owner,
            Duration lease,
            PublicEvent.Publisher<Tally> publisher,
            List<PassingTopic> passing) {
        RelaySettings settings =
                new RelaySettings(topic, passing, 4, (short) 1, "/tally", owner, 100, lease, Duration.ofMillis(200));
        Relay<Tally> relay = new Relay<>(
                on.pool,
                on.log,
                publisher,
                // Less patience than in production, so that the tests of faults are quick.
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "request.timeout.ms", 1_500,
                        "max.block.ms", 3_000,
                        "delivery.timeout.ms", 3_000),
                settings,
                on.metrics);
        relay.follow(on.store);
        relay.start();
        relay.awaitFirstLook();
        closing.add(relay);
        return relay;
    }

    static PublicEvent publish(List<Recorded<Tally>> history) {
        String stream = history.getLast().stream().toString();
        return new PublicEvent(
                "counted", stream, key(stream), Instant.EPOCH, "/schema", Map.of("total", Instance.total(history)));
    }

    /** A few keys for many streams, so that order matters across streams as well. */
    private static String key(String stream) {
        return stream.substring(0, 1);
    }

    private void append(Instance on, int count) {
        List<Future<Outcome<Tally>>> appends = IntStream.range(0, count)
                .mapToObj(i -> on.store.execute(add(UUID.randomUUID(), 1)))
                .toList();
        appends.forEach(Instance::get);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return TopicReader.read(kafka, topic);
    }

    private void awaitSent(Relay<Tally> relay) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            RelayStatus status = get(relay.status());
            assertThat(status.lagEvents()).isZero();
            assertThat(status.lagSeconds()).isZero();
        });
    }

    /** Everything in the store is in the topic, first occurrences per key in the store's own order. */
    private void assertEverythingInOrder() {
        List<ConsumerRecord<byte[], byte[]>> records = records();
        for (char c : "0123456789abcdef".toCharArray()) {
            String key = String.valueOf(c);
            assertThat(TopicReader.firstOccurrences(records, key))
                    .as("key " + key)
                    .containsExactlyElementsOf(database
                            .query("select position from event where stream_id::text like '%s%%' order by position"
                                    .formatted(key))
                            .stream()
                            .map(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void anEventCarriesTheStateAfterItUnderItsName() {
        UUID stream = UUID.randomUUID();
        get(instance.store.execute(add(stream, 2)));
        get(instance.store.execute(add(stream, 3)));
        awaitSent(relay(instance, "a"));
        ConsumerRecord<byte[], byte[]> second = records().get(1);
        assertThat(new String(second.value(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"total\":5}");
        assertThat(TopicReader.header(second, "ce_specversion")).isEqualTo("1.0");
        assertThat(TopicReader.header(second, "ce_id")).isEqualTo(stream + ":2");
        assertThat(TopicReader.header(second, "ce_type")).isEqualTo("counted");
        assertThat(TopicReader.header(second, "ce_source")).isEqualTo("/tally");
        assertThat(TopicReader.header(second, "ce_subject")).isEqualTo(stream.toString());
        assertThat(TopicReader.header(second, "ce_streamversion")).isEqualTo("2");
        assertThat(TopicReader.header(second, "content-type")).isEqualTo("application/json");
    }

    @Test
    void theTailIsDrainedWithoutAnotherAppend() {
        Relay<Tally> relay = relay(instance, "a");
        await().atMost(PATIENCE).until(() -> relay.interruption().isEmpty());
        append(instance, 1_234);
        awaitSent(relay);
        assertThat(records()).hasSize(1_234);
        assertEverythingInOrder();
    }

    @Test
    void twoInstancesAppendAndRelayAtOnceInOneOrder() {
        try (Instance other = new Instance(database)) {
            Relay<Tally> first = relay(instance, "a");
            Relay<Tally> second = relay(other, "b");
            List<Future<Outcome<Tally>>> appends = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                appends.add((i % 2 == 0 ? instance : other).store.execute(add(UUID.randomUUID(), 1)));
            }
            appends.forEach(Instance::get);
            awaitSent(first);
            assertEverythingInOrder();
            assertThat(records()).hasSize(2_000);
            assertThat(get(second.status()).owner()).isIn("a", "b");
            second.close();
            closing.remove(second);
        }
    }

    @Test
    void commitsAreToldToOthersUnlessThisInstanceSendsThem() {
        List<String> heard = new CopyOnWriteArrayList<>();
        PgConnection listener = PgConnection.cast(get(instance.pool.getConnection()));
        listener.notificationHandler(told -> heard.add(told.getPayload()));
        get(listener.query("listen " + EventLog.CHANNEL).execute());
        try (Instance other = new Instance(database)) {
            // Longer than a machine that is busy keeps its holder from renewing it.
            Duration lease = Duration.ofSeconds(30);
            Relay<Tally> sender = relay(instance, "a", lease, RelayTest::publish, List.of());
            awaitSent(sender);
            Relay<Tally> waiting = relay(other, "b", lease, RelayTest::publish, List.of());
            append(instance, 10);
            append(other, 1);
            // Notifications come in the order of commits: all that were before this one have.
            database.run("notify " + EventLog.CHANNEL + ", 'first'");
            await().atMost(PATIENCE).until(() -> heard.contains("first"));
            assertThat(heard).containsExactly("", "first");
            awaitSent(sender);
            sender.close();
            closing.remove(sender);
            append(instance, 1);
            database.run("notify " + EventLog.CHANNEL + ", 'second'");
            await().atMost(PATIENCE).until(() -> heard.contains("second"));
            assertThat(heard).containsExactly("", "first", "", "second");
            awaitSent(waiting);
            assertEverythingInOrder();
            waiting.close();
            closing.remove(waiting);
        }
        get(listener.close());
    }

    @Test
    void aRelayKilledBetweenSendAndCursorIsFollowedByAnotherThatLosesNothing() throws Exception {
        append(instance, 50);
        // What is sent after the first fifty is acknowledged, but the move of the cursor waits for a lock; the
        // lease can still be taken and renewed.
        database.run("""
                create function wait_to_move() returns trigger language plpgsql as $$ begin
                    perform pg_advisory_xact_lock(42);
                    return new;
                end $$""");
        database.run("""
                create trigger wait_to_move before update on relay
                for each row when (new.cursor > old.cursor) execute function wait_to_move()""");
        Process doomed = RelayProcess.start(database, topic, Duration.ofSeconds(9));
        try (Connection blocking = database.connect()) {
            await().atMost(PATIENCE).until(() -> database.number("select coalesce(max(cursor), 0) from relay") >= 50);
            blocking.createStatement().execute("select pg_advisory_lock(42)");
            append(instance, 50);
            // How many are sent before the cursor is to move depends on how soon the relay woke.
            await().atMost(PATIENCE).until(() -> records().size() > 50);
            doomed.destroyForcibly().waitFor();
            // PostgreSQL finds out that nobody waits for the update only when it answers: end it as the dead socket
            // would.
            database.run("select pg_terminate_backend(pid) from pg_stat_activity where query like 'update relay%'");
        } finally {
            doomed.destroyForcibly();
        }
        assertThat(database.number("select cursor from relay"))
                .isLessThan(database.number("select max(position) from event"));
        append(instance, 50);
        awaitSent(relay(instance, "heir"));
        assertEverythingInOrder();
        assertThat(records()).hasSizeGreaterThan(150);
    }

    @Test
    void anotherTakesOverWhenTheOwnerFallsSilent() {
        Relay<Tally> relay = relay(instance, "a");
        awaitSent(relay);
        database.run("update relay set owner = 'silent', expires_at = now() + interval '2 seconds'");
        append(instance, 10);
        awaitSent(relay);
        assertThat(get(relay.status()).owner()).isEqualTo("a");
        assertEverythingInOrder();
    }

    @Test
    void whileTheBrokerIsAwayAppendsSucceedAndItsReturnBringsThemAll() throws Exception {
        Relay<Tally> relay = relay(instance, "a");
        append(instance, 10);
        awaitSent(relay);
        kafka.stop();
        try {
            append(instance, 200);
            await().atMost(PATIENCE).until(() -> relay.interruption().isPresent());
            assertThat(relay.refusal()).isEmpty();
            assertThat(get(relay.status()).lagEvents()).isEqualTo(200);
        } finally {
            kafka.restart();
        }
        awaitSent(relay);
        assertEverythingInOrder();
    }

    @Test
    void aTopicThatIsLostIsMadeAnewAndFilledInOrder() throws Exception {
        relay(instance, "a");
        relay(instance, "b");
        append(instance, 50);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(this::assertEverythingInOrder);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
        }
        append(instance, 50);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(this::assertEverythingInOrder);
    }

    @Test
    void republishSendsTheWholeLogAgain() {
        Relay<Tally> relay = relay(instance, "a");
        append(instance, 300);
        awaitSent(relay);
        get(relay.republish());
        await().atMost(PATIENCE).until(() -> records().size() >= 600);
        awaitSent(relay);
        assertEverythingInOrder();
    }

    @Test
    void aTopicThatIsAheadOfTheStoreIsRefusedLoudly() {
        Relay<Tally> relay = relay(instance, "a");
        append(instance, 10);
        awaitSent(relay);
        relay.close();
        closing.remove(relay);
        // An older backup: the newest events and the cursor behind them are gone, and positions are given out anew.
        database.run("delete from event where position > 5");
        database.run("update relay set cursor = 5");
        database.run("alter table event alter position restart with 6");
        append(instance, 10);
        Relay<Tally> restored = relay(instance, "b");
        await().atMost(PATIENCE).until(() -> restored.refusal().isPresent());
        assertThat(restored.refusal().get()).contains("ahead of the store").contains(topic);
        assertThat(records()).hasSize(10);
    }

    /** As a restored older backup is: the newest events and the cursor behind them are gone, positions are given out anew. */
    private void restoreOlder() {
        database.run("""
                begin;
                delete from event where position > 5;
                update relay set cursor = 5;
                alter table event alter position restart with 6;
                commit""");
    }

    @Test
    void anOlderStoreIsNoticedByASenderThatNothingInterruptedAndByOneThatWaits() {
        try (Instance other = new Instance(database)) {
            Relay<Tally> sender = relay(instance, "a");
            append(instance, 10);
            awaitSent(sender);
            restoreOlder();
            await().atMost(PATIENCE).until(() -> sender.refusal().isPresent());
            Relay<Tally> waiting = relay(other, "b");
            assertThat(waiting.refusal()).isPresent();
            assertThatThrownBy(() -> get(other.store.execute(add(UUID.randomUUID(), 1))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(records()).hasSize(10);
            waiting.close();
            closing.remove(waiting);
        }
    }

    @Test
    void garbageAtTheEndOfTheTopicNeitherStopsTheRelayNorHidesAnOlderStore() throws Exception {
        Relay<Tally> first = relay(instance, "a");
        append(instance, 10);
        awaitSent(first);
        first.close();
        closing.remove(first);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < 4; partition++) {
                for (String position : List.of("nowhere", "99999999999999999999", "")) {
                    var garbage = new ProducerRecord<byte[], byte[]>(topic, partition, null, new byte[] {1});
                    garbage.headers().add("ce_id", "x".getBytes(UTF_8)).add("ce_position", position.getBytes(UTF_8));
                    producer.send(garbage).get(60, TimeUnit.SECONDS);
                }
            }
        }
        Relay<Tally> second = relay(instance, "b");
        append(instance, 10);
        awaitSent(second);
        assertThat(second.refusal()).isEmpty();
        second.close();
        closing.remove(second);
        restoreOlder();
        assertThat(relay(instance, "c").refusal()).isPresent();
    }

    @Test
    void aLeaseGivenOutBeforeTheClockWasSetBackKeepsNobodyWaiting() {
        Relay<Tally> relay = relay(instance, "a");
        awaitSent(relay);
        database.run("update relay set owner = 'dead', expires_at = now() + interval '1 hour'");
        append(instance, 10);
        awaitSent(relay);
        assertThat(get(relay.status()).owner()).isEqualTo("a");
    }

    @Test
    void aTopicThatForgetsIsRefusedWithTheReason() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            NewTopic forgetful = new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "3600000"));
            admin.createTopics(List.of(forgetful)).all().get(10, TimeUnit.SECONDS);
        }
        Relay<Tally> relay = relay(instance, "a");
        await().atMost(PATIENCE).until(() -> relay.refusal().isPresent());
        assertThat(relay.refusal().get()).contains("retention.ms=3600000").contains("retention.ms=-1");
    }

    @Test
    void someEventsGoToATopicThatDoesNotKeepThemAndSomeToNone() throws Exception {
        String passing = topic + "-passing";
        var thirtyDays = List.of(new PassingTopic(passing, Duration.ofDays(30)));
        PublicEvent.Publisher<Tally> publisher =
                history -> switch (history.getLast().event()) {
                    case Tally.Reset reset ->
                        new PublicEvent(passing, "reset", "s", "k", Instant.EPOCH, "/schema", Map.of("total", 0));
                    case Tally.Added added -> added.amount() == 7 ? null : publish(history);
                };
        UUID stream = UUID.randomUUID();
        get(instance.store.execute(add(stream, 1)));
        get(instance.store.execute(Instance.command(stream, history -> List.of(new Tally.Reset()))));
        get(instance.store.execute(add(stream, 7)));
        get(instance.store.execute(add(stream, 2)));
        Relay<Tally> relay = relay(instance, "a", publisher, thirtyDays);
        awaitSent(relay);
        assertThat(records())
                .extracting(record -> TopicReader.header(record, "ce_id"))
                .containsExactly(stream + ":1", stream + ":4");
        assertThat(TopicReader.read(kafka, passing))
                .extracting(record -> TopicReader.header(record, "ce_id"))
                .containsExactly(stream + ":2");
        relay.close();
        closing.remove(relay);
        Relay<Tally> next = relay(instance, "b", publisher, thirtyDays);
        get(next.republish());
        await().atMost(PATIENCE).until(() -> TopicReader.read(kafka, passing).size() >= 2);
        awaitSent(next);
        assertThat(next.refusal()).isEmpty();
    }

    @Test
    void aTopicThatKeepsWhatIsToPassIsRefused() throws Exception {
        String passing = topic + "-passing";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            NewTopic hoarding = new NewTopic(passing, 1, (short) 1).configs(Map.of("retention.ms", "-1"));
            admin.createTopics(List.of(hoarding)).all().get(10, TimeUnit.SECONDS);
        }
        Relay<Tally> relay =
                relay(instance, "a", RelayTest::publish, List.of(new PassingTopic(passing, Duration.ofDays(30))));
        await().atMost(PATIENCE).until(() -> relay.refusal().isPresent());
        assertThat(relay.refusal().get())
                .contains(passing)
                .contains("retention.ms=-1")
                .contains("retention.ms=2592000000");
    }

    @Test
    void lagIsAMetricOfEveryInstance() throws Exception {
        Relay<Tally> relay = relay(instance, "a");
        append(instance, 1);
        awaitSent(relay);
        kafka.stop();
        try {
            append(instance, 7);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(instance.metrics
                                .get("starfold.relay.lag.events")
                                .gauge()
                                .value())
                        .isEqualTo(7);
                assertThat(instance.metrics.get("starfold.relay.lag").gauge().value())
                        .isPositive();
            });
        } finally {
            kafka.restart();
        }
        awaitSent(relay);
    }
}
