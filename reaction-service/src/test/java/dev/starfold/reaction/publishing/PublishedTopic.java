package dev.starfold.reaction.publishing;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.reaction.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What is on the topic, as any consumer reads it; every read waits until all that is in the log has been sent. */
final class PublishedTopic {

    private static final String NAME = "reaction-events";

    private final TestDatabase database = TestDatabase.ofService();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    /** What came since the last call. */
    List<ConsumerRecord<String, String>> news() {
        awaitRelay();
        List<ConsumerRecord<String, String>> news = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers(), "enable.auto.commit", false),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(NAME).stream()
                    .map(partition -> new TopicPartition(NAME, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, read.getOrDefault(partition, 0L)));
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(news::add);
                }
            });
            partitions.forEach(partition -> read.put(partition, consumer.position(partition)));
        }
        return news;
    }

    /** The records of a subject that came since the last call, each once. */
    List<ConsumerRecord<String, String>> of(String subject) {
        Map<String, ConsumerRecord<String, String>> byId = new LinkedHashMap<>();
        news().stream()
                .filter(record -> record.key().equals(subject))
                .forEach(record -> byId.putIfAbsent(header(record, "ce_id"), record));
        return List.copyOf(byId.values());
    }

    private void awaitRelay() {
        long last = Long.parseLong(database.value("select coalesce(max(position), 0) from event"));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !database.query(
                        "select from relay where topic = '%s' and cursor >= %d".formatted(NAME, last))
                .isEmpty());
    }

    static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
