package dev.starfold.reaction.reviews;

import static dev.starfold.reaction.ReviewEvents.TOPIC;
import static dev.starfold.reaction.ReviewEvents.awaitStatus;
import static dev.starfold.reaction.ReviewEvents.record;
import static dev.starfold.reaction.ReviewEvents.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ReviewConsumerTest {

    private final TestDatabase database = TestDatabase.ofService();

    @Inject
    MeterRegistry metrics;

    @Inject
    KafkaClientService clients;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Test
    void onePoisonRecordIsSetAsideAndTheRestOfItsPollIsApplied() {
        Review before = Review.fresh();
        Review behind = Review.fresh();
        String key = before.subject();
        var bad = record(TOPIC, key, "{\"reviewId\": 7}".getBytes(UTF_8));
        bad.headers().add("ce_id", "stream:1".getBytes(UTF_8)).add("traceparent", new byte[] {(byte) 0xff});
        send(List.of(
                good(key, before),
                bad,
                record(TOPIC, key, new byte[] {(byte) 0xc3, 0x28}),
                record(TOPIC, key, null),
                good(key, behind)));
        awaitStatus(before.id(), 200);
        awaitStatus(behind.id(), 200);
        await().until(() -> deadLetters(key).size() == 3);

        var letter = deadLetters(key).getFirst();
        assertThat(letter.value()).isEqualTo(bad.value());
        assertThat(text(letter, "dead-letter-topic")).isEqualTo(TOPIC);
        assertThat(text(letter, "dead-letter-partition")).isNotEmpty();
        assertThat(text(letter, "dead-letter-offset")).isNotEmpty();
        assertThat(text(letter, "dead-letter-cause")).contains("reviewId");
        assertThat(text(letter, "ce_id")).isEqualTo("stream:1");
        assertThat(letter.headers()).hasSize(6);
        assertThat(deadLetters(key).getLast().value()).isNull();
    }

    @Test
    void aRecordThatTheDatabaseRefusesIsSetAsideAloneAndItsEarlierVersionStands() {
        Review review = Review.fresh();
        String key = review.subject();
        database.run("alter table known_review add constraint refuse check (subject <> '%s' or version <> 2)"
                .formatted(key));
        try {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            records.add(good(key, review));
            List<Review> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(Review.fresh());
                records.add(good(key, others.getLast()));
            }
            records.add(record(TOPIC, key, review.json("withdrawn", 2).getBytes(UTF_8)));
            send(records);
            others.forEach(other -> awaitStatus(other.id(), 200));
            await().until(() -> deadLetters(key).size() == 1);
        } finally {
            database.run("alter table known_review drop constraint refuse");
        }
        awaitStatus(review.id(), 200);
        assertThat(text(deadLetters(key).getFirst(), "dead-letter-cause")).contains("refuse", "SQLSTATE 23514");
        review.become("withdrawn", 2, 410);
    }

    @Test
    void recordsThatComeAgainChangeNothing() {
        Review review = Review.known();
        review.become("hidden", 2, 404);
        double stale = counter("stale");
        var before = database.query("select * from live_known_review order by review_id");

        var consumer = clients.getConsumer("review-events");
        consumer.getAssignments()
                .chain(partitions -> consumer.runOnPollingThread(it -> {
                    it.seekToBeginning(partitions);
                }))
                .await()
                .indefinitely();

        await().until(() -> counter("stale") >= stale + 2);
        assertThat(database.query("select * from live_known_review order by review_id"))
                .isEqualTo(before);
    }

    @Test
    void aTableThatIsAwaySkipsNothing() {
        Review review = Review.fresh();
        database.run("alter table known_review rename to known_review_away");
        try {
            double retries = counter("retries");
            review.publish("public", 1);
            await().until(() -> counter("retries") > retries + 1);
        } finally {
            database.run("alter table known_review_away rename to known_review");
        }
        awaitStatus(review.id(), 200);
    }

    @Test
    void aDatabaseThatIsAwaySkipsNothing() {
        Review review = Review.fresh();
        var postgres = EmbeddedServers.postgres();
        postgres.stop();
        try {
            double retries = counter("retries");
            review.publish("public", 1);
            await().until(() -> counter("retries") > retries + 1);
        } finally {
            postgres.restart();
        }
        awaitStatus(review.id(), 200);
        assertThat(deadLetters(review.subject())).isEmpty();
    }

    private double counter(String name) {
        return metrics.get("starfold.projection." + name)
                .tag("channel", TOPIC)
                .counter()
                .count();
    }

    private static ProducerRecord<byte[], byte[]> good(String key, Review review) {
        return record(TOPIC, key, review.json("public", 1).getBytes(UTF_8));
    }

    /** Of a key; none while there is no topic. */
    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(String key) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        EmbeddedServers.kafka().bootstrapServers(),
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("reaction-dead-letters").stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                }
            });
        }
        return found.stream()
                .filter(letter -> new String(letter.key(), UTF_8).equals(key))
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), UTF_8);
    }
}
