package dev.starfold.review.publishing;

import com.networknt.schema.ValidationMessage;
import dev.starfold.embedded.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What is on the topic, as any consumer reads it. */
public final class PublishedLog implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
            Map.of(
                    "bootstrap.servers",
                    EmbeddedServers.kafka().bootstrapServers(),
                    "enable.auto.commit",
                    false,
                    "auto.offset.reset",
                    "earliest"),
            new StringDeserializer(),
            new StringDeserializer());

    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    /** The first records of a subject, as many as asked for, once each. */
    public List<ConsumerRecord<String, String>> of(String subject, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            assign();
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return distinct(subject).size() >= count;
        });
        return distinct(subject);
    }

    /** Every record on the topic up to now, of all tests so far. */
    List<ConsumerRecord<String, String>> all() {
        assign();
        consumer.endOffsets(consumer.assignment()).forEach((partition, end) -> {
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        });
        return List.copyOf(records);
    }

    private void assign() {
        if (consumer.assignment().isEmpty()) {
            assign("review-events");
        }
    }

    private void assign(String topic) {
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList());
    }

    /** Every record of a subject up to now, duplicates too, in order. */
    public List<ConsumerRecord<String, String>> every(String subject) {
        all();
        return records.stream().filter(record -> record.key().equals(subject)).toList();
    }

    /** Every record on the other topic that names the user. */
    public static List<ConsumerRecord<String, String>> erasuresOf(String user) {
        try (PublishedLog log = new PublishedLog()) {
            log.assign("user-events");
            return log.all().stream()
                    .filter(record -> record.value().contains("\"%s\"".formatted(user)))
                    .toList();
        }
    }

    /** What the contract forbids of it. */
    public static Set<ValidationMessage> faults(ConsumerRecord<String, String> record) {
        Set<ValidationMessage> faults = new LinkedHashSet<>(Contract.headerFaults(record));
        faults.addAll(Contract.faults(header(record, "ce_type"), record.value()));
        return faults;
    }

    private List<ConsumerRecord<String, String>> distinct(String subject) {
        Map<String, ConsumerRecord<String, String>> byId = new LinkedHashMap<>();
        records.stream()
                .filter(record -> record.key().equals(subject))
                .forEach(record -> byId.putIfAbsent(header(record, "ce_id"), record));
        return List.copyOf(byId.values());
    }

    public static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
