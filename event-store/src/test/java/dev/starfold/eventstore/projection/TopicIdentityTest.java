package dev.starfold.eventstore.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.KafkaServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicIdentityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaServer kafka = EmbeddedServers.kafka();
    private final Map<String, Object> broker = Map.of("bootstrap.servers", kafka.bootstrapServers());
    private final String topic = "identity-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final Admin admin = Admin.create(broker);
    private KafkaConsumer<String, String> consumer;
    private TopicIdentity identity;

    @BeforeEach
    void start() throws Exception {
        create();
        join();
    }

    @AfterEach
    void stop() {
        leave();
        admin.close();
    }

    @Test
    void offsetsAreCommittedFromWhereTheyWereFirstReadOn() {
        send("a", 3);
        take(3);
        assertThat(committed()).isNull();
        identity.check(consumer);
        assertThat(committed().offset()).isEqualTo(3);

        send("b", 2);
        take(2);
        identity.check(consumer);
        assertThat(committed().offset()).isEqualTo(5);
        leave();
        join();
        send("c", 1);
        assertThat(take(1)).containsExactly("c0");
    }

    @Test
    void whatIsDoneSoonAfterACommitIsCommittedAtTheNextLook() throws Exception {
        send("a", 9);
        take(9);
        identity.check(consumer);
        assertThat(identity.stamped(upTo(4))).isNotEmpty();
        assertThat(identity.stamped(upTo(6))).isEmpty();
        consumer.commitSync(upTo(4));
        identity.check(consumer);
        assertThat(committed().offset()).isEqualTo(6);
        assertThat(committed().metadata()).isEqualTo(id());
    }

    @Test
    void whatAnotherConsumerHasDoneMeanwhileIsNotTakenBack() {
        send("a", 9);
        take(9);
        identity.check(consumer);
        assertThat(identity.stamped(upTo(4))).isNotEmpty();
        assertThat(identity.stamped(upTo(6))).isEmpty();
        consumer.commitSync(upTo(8));
        identity.check(consumer);
        assertThat(committed().offset()).isEqualTo(8);
    }

    private Map<TopicPartition, OffsetAndMetadata> upTo(long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }

    @Test
    void aTopicThatCameBackIsReadFromItsStartByOneThatGoesOn() throws Exception {
        send("a", 5);
        take(5);
        identity.check(consumer);
        replace();
        send("b", 8);
        await().atMost(PATIENCE).untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(100));
            identity.check(consumer);
            assertThat(committed().metadata()).isEqualTo(id());
        });
        assertThat(consumer.position(partition)).isZero();
        assertThat(take(8)).hasSize(8).startsWith("b0");
        identity.check(consumer);
        assertThat(committed().offset()).isEqualTo(8);
    }

    /** What waited to be committed while the topic was away is committed to the new one, with a leader epoch that it may never have. */
    @Test
    void aTopicThatCameBackIsReadFromItsStartThoughOldOffsetsWereCommittedToIt() throws Exception {
        send("a", 5);
        take(5);
        identity.check(consumer);
        var old = identity.stamped(Map.of(partition, new OffsetAndMetadata(5, Optional.of(7), "")));
        leave();
        replace();
        send("b", 8);
        join();
        await().atMost(PATIENCE).until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return !consumer.assignment().isEmpty();
        });
        consumer.commitSync(old);
        leave();
        join();
        await().atMost(PATIENCE).untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(100));
            identity.check(consumer);
            assertThat(committed().metadata()).isEqualTo(id());
        });
        assertThat(take(8)).hasSize(8).startsWith("b0");
    }

    private List<String> take(int count) {
        var values = new ArrayList<String>();
        await().atMost(PATIENCE).until(() -> {
            var poll = consumer.poll(Duration.ofMillis(100));
            poll.forEach(record -> values.add(record.value()));
            var offsets = identity.stamped(poll.nextOffsets());
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets);
            }
            return values.size() >= count;
        });
        return values;
    }

    private OffsetAndMetadata committed() {
        return consumer.committed(Set.of(partition)).get(partition);
    }

    private void join() {
        var settings = new HashMap<>(broker);
        settings.putAll(Map.of(
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "metadata.max.age.ms",
                500));
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(topic));
        identity = new TopicIdentity(broker);
    }

    private void leave() {
        consumer.close();
        identity.close();
    }

    private void create() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    private void replace() throws Exception {
        String before = id();
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            create();
            return true;
        });
        await().atMost(PATIENCE).ignoreExceptions().until(() -> !before.equals(id()));
    }

    private String id() throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .topicId()
                .toString();
    }

    private void send(String prefix, int count) {
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            IntStream.range(0, count)
                    .mapToObj(i -> producer.send(new ProducerRecord<>(topic, prefix + i)))
                    .toList()
                    .forEach(sent -> await().atMost(PATIENCE).until(sent::isDone));
        }
    }
}
