package dev.starfold.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The system that a test runs, on ports of its own. */
public final class TestSystem implements AutoCloseable {

    private final Options options;
    private final LocalSystem system;

    private TestSystem(Options options) throws Exception {
        this.options = options;
        this.system = LocalSystem.start(options, line -> {});
    }

    /** What a consumer sees of an event. */
    record Event(String id, String type, String subject, int version, String data) {}

    public static TestSystem start(Path data) throws Exception {
        return start(data, Map.of());
    }

    static TestSystem start(Path data, Map<Service, Integer> replicas) throws Exception {
        Path home = Path.of("").toAbsolutePath().getParent().getParent();
        return new TestSystem(Options.onFreePorts(home, data, replicas));
    }

    /** Stops everything and starts it again on the same data. */
    TestSystem restarted(Map<Service, Integer> replicas) throws Exception {
        close();
        return new TestSystem(
                new Options(options.home(), options.data(), false, new EnumMap<>(replicas), options.ports()));
    }

    public Options options() {
        return options;
    }

    Part part(String name) {
        return system.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public String url() {
        return system.gatewayUrl();
    }

    public String token(String user, String... roles) {
        return system.issuer().token(user, roles);
    }

    /** A token with those claims, which may be no good. */
    public String token(Map<String, ?> claims) {
        return system.issuer().token(claims);
    }

    /** All that the topic of reviews holds under a key, in order. */
    List<Event> records(String key) {
        Map<String, Object> settings = Map.of("bootstrap.servers", "localhost:" + options.port("kafka"));
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("review-events").stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<Event> events = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) {
                        events.add(new Event(
                                header(record, "ce_id"),
                                header(record, "ce_type"),
                                header(record, "ce_subject"),
                                Integer.parseInt(header(record, "ce_streamversion")),
                                record.value()));
                    }
                }
            }
            return events;
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        system.close();
    }
}
