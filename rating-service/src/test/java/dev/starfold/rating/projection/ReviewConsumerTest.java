package dev.starfold.rating.projection;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.eventstore.projection.ProjectionLag;
import dev.starfold.rating.OnRealServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ReviewConsumerTest {

    private static final Log DEAD_LETTERS = new Log("rating-dead-letters");
    private static Log log;

    private final TestDatabase database = TestDatabase.ofService();

    @Inject
    MeterRegistry metrics;

    @Inject
    KafkaClientService clients;

    @BeforeAll
    static void createTopic() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        log = new Log("review-events").created();
    }

    @Test
    void aPublishedReviewMovesItsRating() throws Exception {
        var id = UUID.randomUUID();
        log.publish(Life.state(id, "anime:53393", "public", 3, 2, 1));
        await().untilAsserted(() -> assertThat(count("anime:53393")).isOne());
        log.publish(Life.state(id, "anime:53393", "withdrawn", 3, 2, 2));
        await().untilAsserted(() -> assertThat(count("anime:53393")).isZero());
    }

    @Test
    void onePoisonRecordIsSetAsideAndTheRestOfItsPollIsApplied() throws Exception {
        var subject = "anime:poison";
        var good = Life.rated(subject, 8);
        var bad = log.record(subject, "{\"reviewId\": 7}".getBytes(UTF_8));
        bad.headers().add("ce_id", "stream:1".getBytes(UTF_8)).add("traceparent", new byte[] {(byte) 0xff});
        log.send(List.of(
                log.record(good),
                bad,
                log.record(subject, new byte[] {(byte) 0xc3, 0x28}),
                log.record(subject, null),
                log.record(Life.rated(subject, 9))));
        await().untilAsserted(() -> assertThat(count(subject)).isEqualTo(2));
        await().untilAsserted(() -> assertThat(deadLetters(subject)).hasSize(3));

        var letter = deadLetters(subject).getFirst();
        assertThat(letter.value()).isEqualTo(bad.value());
        assertThat(text(letter, "dead-letter-topic")).isEqualTo("review-events");
        assertThat(text(letter, "dead-letter-partition")).isNotEmpty();
        assertThat(text(letter, "dead-letter-offset")).isNotEmpty();
        assertThat(text(letter, "dead-letter-cause")).contains("reviewId");
        assertThat(text(letter, "ce_id")).isEqualTo("stream:1");
        assertThat(letter.headers()).hasSize(6);
        assertThat(deadLetters(subject).getLast().value()).isNull();
    }

    @Test
    void aRecordThatTheDatabaseRefusesIsSetAsideAloneAndItsEarlierVersionStands() throws Exception {
        var subject = "anime:refused";
        var id = UUID.randomUUID();
        database.query(
                "alter table review add constraint refuse check (not (subject = 'anime:refused' and score = 6))");
        try {
            var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
            records.add(log.record(Life.state(id, subject, "public", 5, 1, 1)));
            for (int i = 0; i < 20; i++) {
                records.add(log.record(Life.rated(subject, 7)));
            }
            records.add(log.record(Life.state(id, subject, "public", 6, 1, 2)));
            log.send(records);
            await().untilAsserted(() -> assertThat(count(subject)).isEqualTo(21));
            await().untilAsserted(() -> assertThat(deadLetters(subject)).hasSize(1));
        } finally {
            database.query("alter table review drop constraint refuse");
        }
        assertThat(text(deadLetters(subject).getFirst(), "dead-letter-cause")).contains("refuse", "SQLSTATE 23514");
        log.publish(Life.state(id, subject, "public", 6, 1, 2));
        await().untilAsserted(
                        () -> assertThat(given().get("/ratings/" + subject).<Integer>path("histogram[5].count"))
                                .isOne());
    }

    @Test
    void recordsThatComeAgainChangeNothing() throws Exception {
        var subject = "anime:again";
        log.publish(Life.rated(subject, 1), Life.rated(subject, 10));
        await().untilAsserted(() -> assertThat(count(subject)).isEqualTo(2));
        var model = new ReadModel(database);
        var before = model.ratings();
        double stale = stale();
        double records = log.all().size() - deadLetterCount();

        var consumer = clients.getConsumer("review-events");
        consumer.getAssignments()
                .chain(partitions -> consumer.runOnPollingThread(it -> {
                    it.seekToBeginning(partitions);
                }))
                .await()
                .indefinitely();

        await().untilAsserted(() -> assertThat(stale() - stale).isGreaterThanOrEqualTo(records));
        assertThat(model.ratings()).isEqualTo(before);
        model.isSound();
    }

    @Test
    void anotherConsumerApplyingTheSameAtOnceChangesNothing() throws Exception {
        var states = new ArrayList<ReviewState>();
        for (int i = 0; i < 3000; i++) {
            var id = UUID.randomUUID();
            states.add(Life.state(id, "manga:" + i % 7, "public", 1 + i % 10, 0, 1));
            states.add(Life.state(id, "manga:" + i % 7, i % 3 == 0 ? "hidden" : "public", 1 + i % 7, 1, 2));
        }
        var pool = database.newPool();
        var other = new ReviewProjection(pool, null);
        var sending = Thread.startVirtualThread(() -> {
            try {
                log.publish(states.toArray(ReviewState[]::new));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        for (int from = 0; from < states.size(); from += 100) {
            DatabaseFaults.await(other.apply(states.subList(from, from + 100)));
        }
        sending.join();
        awaitCaughtUp();
        pool.close();
        var expected = new PlainFold(states, List.of(), List.of()).ratings();
        assertThat(new ReadModel(database).ratings()).containsAllEntriesOf(expected);
    }

    @Test
    void aTableThatIsAwaySkipsNothing() throws Exception {
        var subject = "anime:table-away";
        database.query("alter table review rename to review_away");
        try {
            double retries = retries();
            log.publish(Life.rated(subject, 4));
            await().untilAsserted(() -> assertThat(retries()).isGreaterThan(retries + 1));
        } finally {
            database.query("alter table review_away rename to review");
        }
        await().untilAsserted(() -> assertThat(count(subject)).isOne());
    }

    @Test
    void aDatabaseThatIsAwaySkipsNothing() throws Exception {
        var subject = "anime:database-away";
        var postgres = EmbeddedServers.postgres();
        postgres.stop();
        try {
            double retries = retries();
            log.publish(Life.rated(subject, 4), Life.rated(subject, 6));
            await().untilAsserted(() -> assertThat(retries()).isGreaterThan(retries + 1));
        } finally {
            postgres.restart();
        }
        await().untilAsserted(() -> assertThat(count(subject)).isEqualTo(2));
        assertThat(deadLetters(subject)).isEmpty();
    }

    @Test
    void aSessionCutAmidItsTransactionLosesNothing() throws Exception {
        var subject = "anime:session-cut";
        double retries = retries();
        try (var _ = database.locked("type_total")) {
            log.publish(Life.rated(subject, 4), Life.rated(subject, 6));
            await().until(() -> !database.query("""
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where datname = 'rating' and wait_event_type = 'Lock' and query like '%insert into review%'
                            """).isEmpty());
            await().untilAsserted(() -> assertThat(retries()).isGreaterThan(retries));
        }
        await().untilAsserted(() -> assertThat(count(subject)).isEqualTo(2));
        assertThat(deadLetters(subject)).isEmpty();
    }

    /** The lag is looked up now, rather than waited for. */
    private void awaitCaughtUp() {
        var consumer = clients.getConsumer("review-events");
        await().untilAsserted(() -> assertThat(consumer.runOnPollingThread(ProjectionLag::measure)
                        .await()
                        .indefinitely()
                        .values())
                .isNotEmpty()
                .allMatch(lag -> lag == 0));
    }

    private static int count(String subject) {
        return given().get("/ratings/" + subject)
                .then()
                .statusCode(200)
                .extract()
                .path("count");
    }

    private double counted(String what) {
        return metrics.get("starfold.projection." + what)
                .tag("channel", "review-events")
                .counter()
                .count();
    }

    private double stale() {
        return counted("stale");
    }

    private double retries() {
        return counted("retries");
    }

    private double deadLetterCount() {
        return counted("dead.letters");
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(String key) {
        return DEAD_LETTERS.all().stream()
                .filter(it -> new String(it.key(), UTF_8).equals(key))
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), UTF_8);
    }
}
