package dev.starfold.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done to topics, on a broker of its own. */
class TopicsIT {

    private final String servers = EmbeddedServers.kafka().bootstrapServers();
    private final String topic = "harmed-" + UUID.randomUUID();
    private final Topics topics = new Topics(servers);

    @BeforeEach
    void twelveRecords() throws Exception {
        create();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.add(new ProducerRecord<>(topic, ("key" + i % 3).getBytes(UTF_8), ("" + i).getBytes(UTF_8)));
        }
        topics.send(records);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private void create() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
    }

    /** What a member of the group is given, until there are so many. */
    private List<String> read(String group, int wanted) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "group.id", group, "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (values.size() < wanted && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
        }
        return values;
    }

    @Test
    void redeliveredRecordsKeepKeyAndPartition() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> before = topics.records(topic);
        assertThat(topics.redeliver(topic, 100, new Random(1))).isEqualTo(12);
        List<String> after = topics.records(topic).stream().map(TopicsIT::place).toList();
        List<String> twice = before.stream()
                .map(TopicsIT::place)
                .flatMap(place -> Stream.of(place, place))
                .toList();
        assertThat(after).containsExactlyInAnyOrderElementsOf(twice);
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + " " + new String(record.key(), UTF_8) + " " + new String(record.value(), UTF_8);
    }

    @Test
    void poisonIsMarkedAndNotRedelivered() throws Exception {
        var poison = Poison.records(topic, new Random(2));
        topics.send(poison);
        assertThat(topics.records(topic)).hasSize(12 + poison.size());
        assertThat(topics.redeliver(topic, 100, new Random(3))).isEqualTo(12);
    }

    @Test
    void aGroupThatIsResetReadsEverythingAgain() throws Exception {
        String group = "group-" + topic;
        assertThat(read(group, 12)).hasSize(12);
        topics.resetOffsets(group);
        assertThat(read(group, 12)).hasSize(12);
    }

    @Test
    void aDeletedTopicIsGoneWithItsRecords() throws Exception {
        topics.delete(topic);
        create();
        assertThat(topics.records(topic)).isEmpty();
    }
}
