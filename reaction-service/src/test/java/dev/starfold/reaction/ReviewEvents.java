package dev.starfold.reaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starfold.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** What review-service publishes, published by tests. */
public final class ReviewEvents {

    public static final String TOPIC = "review-events";

    private static final Producer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    private ReviewEvents() {}

    /** A review as review-service has it. */
    public record Review(UUID id, String subject, String author) {

        /** By an author of its own, unheard of as yet. */
        public static Review fresh() {
            return new Review(UUID.randomUUID(), Api.newSubject(), Api.newUser());
        }

        /** A public one that the service knows. */
        public static Review known() {
            Review review = fresh();
            review.publish("public", 1);
            awaitStatus(review.id, 200);
            return review;
        }

        public void publish(String status, int version) {
            send(List.of(record(TOPIC, subject, json(status, version).getBytes(UTF_8))));
        }

        /** Something became of it, and the service knows: what a client sees is this status from now on. */
        public void become(String status, int version, int seen) {
            publish(status, version);
            awaitStatus(id, seen);
        }

        /** All that the contract has of a review, of which the service reads a part. */
        public String json(String status, int version) {
            return """
                    {"reviewId": "%s", "subject": "%s", "author": %s, "score": 7, "recommendation": "recommended",
                     "spoiler": false, "preliminary": false, "progress": null, "language": "en", "hasBody": true,
                     "status": "%s", "submittedAt": "2026-04-03T09:30:00.123456Z", "version": %d}
                    """.formatted(id, subject, status.equals("erased") ? null : '"' + author + '"', status, version);
        }
    }

    public static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
    }

    public static void send(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            for (var sent : records.stream().map(PRODUCER::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void awaitStatus(UUID review, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> RestAssured.get("/reactions/{review}", review).statusCode() == status);
    }

    public static void create(String topic) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(4), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The topic is there before the service, as in most of its life. */
    public static final class Topic implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            create(TOPIC);
            return Map.of();
        }

        @Override
        public void stop() {
            // The broker is the JVM's.
        }
    }
}
