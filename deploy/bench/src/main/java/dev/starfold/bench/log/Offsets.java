package dev.starfold.bench.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far topics go and how far their readers are, as the broker knows it: the same measure for all readers. */
public final class Offsets implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Admin admin;

    public Offsets(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** The offset behind the last record of each partition. */
    public Map<TopicPartition, Long> ends(String topic) throws Exception {
        TopicDescription described = Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
        Map<TopicPartition, OffsetSpec> wanted = described.partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(wanted).all().get();
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** What a group has read of a topic; 0 where it has read nothing. */
    public long committed(String group, String topic) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(e -> e.getKey().topic().equals(topic) && e.getValue() != null)
                .mapToLong(e -> e.getValue().offset())
                .sum();
    }

    /** Has a group begin there; it must have no member, or be about to lose the last one. */
    public void set(String group, Map<TopicPartition, Long> begin) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = begin.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue())));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                admin.alterConsumerGroupOffsets(group, offsets).all().get();
                return;
            } catch (ExecutionException stillHasMembers) {
                if (System.nanoTime() > end) {
                    throw stillHasMembers;
                }
                Thread.sleep(200);
            }
        }
    }

    /**
     * How fast a group reads.
     *
     * @param seen records at the first look that found it reading
     * @param seconds from then until it has read all
     */
    public record Reading(long seen, double seconds) {

        /** Records a second. */
        public double rate() {
            return seen / seconds;
        }
    }

    /** Follows a group from its first committed record until it has committed all. */
    public Reading follow(String group, Backlog backlog) throws Exception {
        return follow(group, backlog, read -> false);
    }

    /** The same; {@code half} is told how much is read until it says that it has heard enough. */
    public Reading follow(String group, Backlog backlog, Function<Long, Boolean> half) throws Exception {
        long from = sum(backlog.from());
        long to = sum(backlog.to());
        long first = 0;
        long began = 0;
        boolean told = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            long read = committed(group, backlog.topic());
            long now = System.nanoTime();
            if (began == 0 && read > from) {
                first = read;
                began = now;
            }
            if (read >= to) {
                return new Reading(to - first, (now - began) / 1e9);
            }
            told = told || half.apply(read - from);
            Thread.sleep(LOOK);
        }
        throw new IllegalStateException(group + " has not read " + backlog.topic() + " in " + PATIENCE);
    }

    /** Of all partitions. */
    public static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(n -> n).sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
