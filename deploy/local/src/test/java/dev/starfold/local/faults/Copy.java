package dev.starfold.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A service's log as Kafka holds it: every event at least once, first occurrences in order under each key. */
final class Copy {

    // The header of records that a fault put there.
    private static final String PLANTED = "poison";

    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> last = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    static Copy of(String bootstrapServers, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false, "max.poll.records", 5_000);
        Copy copy = new Copy();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.headers().lastHeader(PLANTED) == null) {
                        copy.add(record);
                    }
                }
            }
        }
        return copy;
    }

    private void add(ConsumerRecord<String, String> record) {
        String id = header(record, "ce_id");
        if (!ids.add(id)) {
            return;
        }
        long position = Long.parseLong(header(record, "ce_position"));
        Long before = last.put(record.key(), position);
        if (before != null && before > position) {
            faults.add("%s: %s at position %d came first after position %d of the same key %s"
                    .formatted(record.topic(), id, position, before, record.key()));
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** Its events, by {@code <stream>:<version>}. */
    Set<String> ids() {
        return ids;
    }

    /** Where the order is broken. */
    List<String> faults() {
        return faults;
    }
}
