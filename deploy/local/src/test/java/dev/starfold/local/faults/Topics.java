package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Harm done to topics and to what groups remember of them, by Kafka's own clients. */
public final class Topics implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<Service, List<Service>> READERS = Map.of(
            Service.REVIEW, List.of(Service.RATING, Service.REACTION),
            Service.REACTION, List.of(Service.RATING, Service.REVIEW),
            Service.RATING, List.of());

    private final Map<String, Object> broker;
    private final Admin admin;

    public Topics(String bootstrapServers) {
        this.broker = Map.of("bootstrap.servers", bootstrapServers);
        this.admin = Admin.create(broker);
    }

    /** The topic of a service's own events. */
    static String of(Service owner) {
        return owner.title() + "-events";
    }

    /** The services that fold the topic of that one. */
    static List<Service> readers(Service owner) {
        return READERS.get(owner);
    }

    /** All that a topic holds, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("not all records of " + topic + " arrived");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** Sends up to so many of the topic's own records once more, with their keys and headers, in an order of chance. */
    public int redeliver(String topic, int most, Random random) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(records(topic));
        found.removeIf(record -> record.headers().lastHeader(Poison.MARK) != null);
        Collections.shuffle(found, random);
        List<ProducerRecord<byte[], byte[]>> again = found.stream()
                .limit(most)
                .map(record -> new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers()))
                .toList();
        send(again);
        return again.size();
    }

    /** Returns when the broker has acknowledged all. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var acknowledgement : sent) {
                acknowledgement.get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** Lets a group begin with every record again. Its members must be gone: waits until the broker has noticed. */
    public void resetOffsets(String group) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(30, TimeUnit.SECONDS)
                        .keySet()
                        .forEach(partition -> offsets.put(partition, new OffsetAndMetadata(0)));
                admin.alterConsumerGroupOffsets(group, offsets).all().get(30, TimeUnit.SECONDS);
                return;
            } catch (java.util.concurrent.ExecutionException e) {
                // The group is not empty yet.
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    /** Deletes the topic with all it holds; returns when the broker no longer knows it, or knows another of its name. */
    public void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    }

    /** What the topic is set to where it isn't the broker's default. */
    public Map<String, String> settings(String topic) throws Exception {
        var resource = new org.apache.kafka.common.config.ConfigResource(
                org.apache.kafka.common.config.ConfigResource.Type.TOPIC, topic);
        Map<String, String> settings = new HashMap<>();
        admin.describeConfigs(List.of(resource))
                .all()
                .get(30, TimeUnit.SECONDS)
                .get(resource)
                .entries()
                .forEach(entry -> settings.put(entry.name(), entry.value()));
        return settings;
    }

    @Override
    public void close() {
        admin.close();
    }
}
