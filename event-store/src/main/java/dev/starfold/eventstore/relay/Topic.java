package dev.starfold.eventstore.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic that its service owns: created when missing. The permanent one is kept for ever, as projections are rebuilt from it. */
final class Topic {

    private static final long ANSWER_SECONDS = 10;

    /** So many records of garbage or of old events, sent again, may lie behind the newest. */
    private static final int TAIL = 100;

    private static final int LONGEST_FETCH_MILLIS = 10;

    private static final byte[] NO_VALUE = {};

    private static final Map<String, String> PERMANENT = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);

    private final String name;
    private final int partitions;
    private final Map<String, String> wanted;
    private final Map<String, Object> kafka;

    /** @param partitions with which it is created */
    static Topic permanent(String name, int partitions, Map<String, Object> kafka) {
        return new Topic(name, partitions, PERMANENT, kafka);
    }

    static Topic passing(PassingTopic topic, Map<String, Object> kafka) {
        Map<String, String> wanted = Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(topic.retention().toMillis()),
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE);
        return new Topic(topic.name(), 1, wanted, kafka);
    }

    private Topic(String name, int partitions, Map<String, String> wanted, Map<String, Object> kafka) {
        this.name = name;
        this.partitions = partitions;
        this.wanted = wanted;
        this.kafka = kafka;
    }

    /** A broker that is away shall not hold the relay up for a minute, which is the clients' own patience. */
    static Map<String, Object> impatient(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
        settings.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(ANSWER_SECONDS) / 2);
        return Map.copyOf(settings);
    }

    String name() {
        return name;
    }

    /** Kafka deletes whole segments, and never the one that it writes: they must be short where records are to go. */
    private Map<String, String> created() {
        Map<String, String> configs = new HashMap<>(wanted);
        if (!isPermanent()) {
            configs.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(TimeUnit.DAYS.toMillis(1)));
        }
        return configs;
    }

    boolean isPermanent() {
        return wanted == PERMANENT;
    }

    boolean exists(Admin admin) throws Exception {
        return admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS).contains(name);
    }

    /** Creates the topic if it is missing; otherwise says what of its configuration would lose events. */
    List<String> ensure(Admin admin, short replication) throws Exception {
        try {
            admin.createTopics(List.of(new NewTopic(name, partitions, replication).configs(created())))
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return List.of();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Config config = admin.describeConfigs(Set.of(resource))
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .getOrDefault(resource, new Config(List.of()));
        return wanted.entrySet().stream()
                .filter(setting ->
                        !setting.getValue().equals(config.get(setting.getKey()).value()))
                .map(setting -> "topic %1$s has %2$s=%4$s and would %5$s: set %2$s=%3$s"
                        .formatted(
                                name,
                                setting.getKey(),
                                setting.getValue(),
                                config.get(setting.getKey()).value(),
                                isPermanent() ? "forget events" : "keep events otherwise than promised"))
                .sorted()
                .toList();
    }

    /** The last records of every partition, without their values, which may be huge. */
    List<ConsumerRecord<byte[], byte[]>> lastRecords() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        // Closing waits for the request on its way, which the broker keeps for so long where nothing more comes.
        settings.put("fetch.max.wait.ms", LONGEST_FETCH_MILLIS);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), (same, value) -> NO_VALUE)) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(p -> new TopicPartition(name, p.partition()))
                    .toList();
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            // All at once: at the end of one partition the broker keeps a request, and with it the next.
            consumer.assign(partitions);
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(end - TAIL, first.getOrDefault(partition, 0L))));
            return until(consumer, ends);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> until(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (System.nanoTime() < patience) {
            if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                return records;
            }
            consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        }
        throw new IllegalStateException("the last records of " + ends.keySet() + " did not arrive");
    }
}
