package dev.starfold.rating.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.starfold.embedded.EmbeddedServers;
import java.time.Duration;
import java.util.ArrayList;
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

/** A topic on the JVM's broker, written to as its owner does and read as an operator would. */
public final class Log {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String topic;
    private final Map<String, Object> broker =
            Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers());

    public Log(String topic) {
        this.topic = topic;
    }

    public Log created() throws Exception {
        try (var admin = Admin.create(broker)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(4), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        return this;
    }

    public boolean exists() throws Exception {
        try (var admin = Admin.create(broker)) {
            return admin.listTopics().names().get().contains(topic);
        }
    }

    public void publish(Versioned... states) throws Exception {
        send(List.of(states).stream().map(this::record).toList());
    }

    /** As it goes over the wire: the state with the fields that rating-service doesn't read, and CloudEvents headers. */
    public ProducerRecord<byte[], byte[]> record(Versioned state) {
        ObjectNode json = JSON.valueToTree(state);
        var type =
                switch (state) {
                    case ReviewState review -> {
                        json.put("hasBody", true).put("spoiler", false).putNull("progress");
                        yield "review-" + review.status();
                    }
                    case ReactionState reaction -> {
                        json.put("user", "user-" + reaction.id());
                        yield "reaction-" + (reaction.active() ? "added" : "removed");
                    }
                };
        var record = new ProducerRecord<>(
                topic, state.subject().getBytes(UTF_8), json.toString().getBytes(UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "stream-of-" + state.id() + ":" + state.version(),
                        "ce_type",
                        type,
                        "ce_subject",
                        state.id().toString(),
                        "ce_source",
                        state instanceof ReviewState ? "/review-service" : "/reaction-service",
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    public ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
    }

    public void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.get("bootstrap.servers"), "acks", "all", "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var acknowledgement : sent) {
                acknowledgement.get();
            }
        }
    }

    /** Everything on the topic now; nothing while there is no topic. */
    public List<ConsumerRecord<byte[], byte[]>> all() {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.get("bootstrap.servers"), "allow.auto.create.topics", false),
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
