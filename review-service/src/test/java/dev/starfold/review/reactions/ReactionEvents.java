package dev.starfold.review.reactions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.embedded.EmbeddedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of reactions, published to as reaction-service does. */
public final class ReactionEvents {

    private static final String TOPIC = "reaction-events";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> BROKER =
            Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers(), "acks", "all");

    private ReactionEvents() {}

    /** Before the service looks for it, as in most of its life. */
    public static void create() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER.get("bootstrap.servers")))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(4), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** A record that nobody can read. */
    public static void publishNonsense(String key) throws Exception {
        send(List.of(record(key, "nonsense".getBytes(UTF_8), "2026-04-03T09:30:00Z")));
    }

    static void publish(ReactionState... states) throws Exception {
        send(List.of(states).stream().map(ReactionEvents::record).toList());
    }

    /** As it goes over the wire, with the fields that review-service doesn't read. */
    static ProducerRecord<byte[], byte[]> record(ReactionState state) {
        var data = new LinkedHashMap<String, Object>();
        data.put("reactionId", state.reactionId());
        data.put("reviewId", state.reviewId());
        data.put("subject", "anime:53393");
        data.put("user", state.user());
        data.put("kind", state.kind());
        data.put("active", state.active());
        data.put("version", state.version());
        try {
            var record = record(
                    "anime:53393", JSON.writeValueAsBytes(data), state.since().toString());
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            state.reactionId() + ":" + state.version(),
                            "ce_type",
                            state.active() ? "reaction-added" : "reaction-removed",
                            "ce_subject",
                            state.reactionId().toString(),
                            "ce_source",
                            "/reaction-service",
                            "ce_streamversion",
                            String.valueOf(state.version()),
                            "content-type",
                            "application/json")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            return record;
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ProducerRecord<byte[], byte[]> record(String key, byte[] value, String time) {
        var record = new ProducerRecord<>(TOPIC, key.getBytes(UTF_8), value);
        record.headers().add("ce_time", time.getBytes(UTF_8));
        return record;
    }

    static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer = new KafkaProducer<>(BROKER, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    /** The values set aside so far, with their causes; nothing while there is no such topic. */
    static Map<String, String> setAside() {
        var causes = new LinkedHashMap<String, String>();
        for (var letter : all("review-dead-letters")) {
            causes.put(
                    new String(letter.value(), UTF_8),
                    new String(letter.headers().lastHeader("dead-letter-cause").value(), UTF_8));
        }
        return causes;
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.get("bootstrap.servers"), "allow.auto.create.topics", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }
}
