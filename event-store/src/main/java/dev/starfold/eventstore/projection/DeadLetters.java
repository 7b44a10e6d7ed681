package dev.starfold.eventstore.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of records set aside, kept for ever. Opened per use: they are rare, and a producer made after an error carries
 * nothing over from it.
 */
public final class DeadLetters {

    /** Room for the largest record that a topic may hold by default, and for what is noted on it. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private final Map<String, Object> broker;
    private final String topic;

    /** @param broker the settings of Kafka clients, such as {@code bootstrap.servers} */
    public DeadLetters(Map<String, Object> broker, String topic) {
        this.broker = broker;
        this.topic = topic;
    }

    /** Returns, with their number, when the broker has acknowledged them all on every in-sync replica. */
    int send(List<DeadLetter> letters) throws ExecutionException, InterruptedException {
        createTopic();
        var settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = letters.stream()
                    .map(letter -> producer.send(letter.on(topic)))
                    .toList();
            for (var acknowledgement : sent) {
                acknowledgement.get();
            }
        }
        return letters.size();
    }

    /** Before the first send: a topic that a send brings into being has the broker's retention, and may fail that send. */
    private void createTopic() throws ExecutionException, InterruptedException {
        var created = new NewTopic(topic, Optional.empty(), Optional.empty())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(LARGEST)));
        try (var admin = Admin.create(new HashMap<>(broker))) {
            admin.createTopics(List.of(created)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
