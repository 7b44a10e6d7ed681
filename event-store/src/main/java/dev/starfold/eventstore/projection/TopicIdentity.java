package dev.starfold.eventstore.projection;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ties consumers' offsets to the topics that they count in, by the topic's id, which stands in the metadata of what is
 * committed. Where a topic was deleted and created anew, old offsets would skip what it holds up to there. Reading begins at
 * its start instead: what comes again changes nothing.
 */
public final class TopicIdentity implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicIdentity.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A commit costs the broker as much as a poll does, and what comes again after a crash changes nothing. */
    private static final Duration BETWEEN_COMMITS = Duration.ofMillis(500);

    private final Admin admin;
    private final Map<TopicPartition, String> settled = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> held = new HashMap<>();
    private final Map<String, Long> dueNanos = new HashMap<>();

    public TopicIdentity(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
        this.admin = Admin.create(settings);
    }

    /**
     * What is to be committed of a poll's offsets by now, with the topic's id: nothing soon after the last commit of the topic.
     * The rest, and that of partitions which {@link #check} has not settled yet, is committed there.
     */
    public synchronized Map<TopicPartition, OffsetAndMetadata> stamped(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> stamped = new HashMap<>();
        long now = System.nanoTime();
        offsets.forEach((partition, offset) -> {
            String id = settled.get(partition);
            if (id == null || now - dueNanos.getOrDefault(partition.topic(), now) < 0) {
                held.put(partition, offset);
            } else {
                held.remove(partition);
                stamped.put(partition, stamped(offset, id));
            }
        });
        stamped.keySet().forEach(partition -> dueNanos.put(partition.topic(), now + BETWEEN_COMMITS.toNanos()));
        return stamped;
    }

    /**
     * Looks whether the topics of the partitions that the consumer was given are still those that its offsets count in. To be
     * called every few seconds, on the consumer's own thread, for one consumer of a topic.
     */
    public synchronized void check(Consumer<?, ?> consumer) {
        Set<TopicPartition> given = consumer.assignment();
        for (String topic : given.stream().map(TopicPartition::topic).collect(toSet())) {
            settled.keySet().removeIf(partition -> partition.topic().equals(topic) && !given.contains(partition));
            held.keySet().removeIf(partition -> partition.topic().equals(topic) && !given.contains(partition));
            String now = id(topic);
            if (now != null) {
                given.stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .filter(partition -> !now.equals(settled.get(partition)))
                        .forEach(partition -> settle(consumer, partition, now));
                commitHeld(consumer, topic, now);
            }
        }
    }

    /** Unless another consumer, which had the partition meanwhile, came further. */
    private void commitHeld(Consumer<?, ?> consumer, String topic, String id) {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>(held);
        done.keySet().removeIf(partition -> !partition.topic().equals(topic) || !settled.containsKey(partition));
        if (done.isEmpty()) {
            return;
        }
        held.keySet().removeAll(done.keySet());
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(done.keySet(), PATIENCE);
        done.entrySet().removeIf(it -> {
            OffsetAndMetadata other = committed.get(it.getKey());
            return other != null && other.offset() >= it.getValue().offset();
        });
        done.replaceAll((partition, offset) -> stamped(offset, id));
        consumer.commitSync(done, PATIENCE);
    }

    /**
     * A partition of another topic stays unsettled until the next look: what was read of the old one and is not done with yet
     * must not be committed as the new one's.
     */
    private void settle(Consumer<?, ?> consumer, TopicPartition partition, String now) {
        String before = settled.remove(partition);
        if (before == null) {
            OffsetAndMetadata committed =
                    consumer.committed(Set.of(partition), PATIENCE).get(partition);
            before = committed == null || committed.metadata().isEmpty() ? now : committed.metadata();
        }
        OffsetAndMetadata done = held.remove(partition);
        if (before.equals(now)) {
            if (done != null) {
                consumer.commitSync(Map.of(partition, stamped(done, now)), PATIENCE);
            }
            settled.put(partition, now);
            return;
        }
        LOG.warnf("%s is another topic than it was: reading it from its start", partition);
        long start = Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition), PATIENCE).get(partition));
        consumer.seek(partition, start);
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(start, now)), PATIENCE);
    }

    /** Without the leader's epoch: a consumer that is told of one newer than the new topic's waits for it without end. */
    private static OffsetAndMetadata stamped(OffsetAndMetadata offset, String id) {
        return new OffsetAndMetadata(offset.offset(), id);
    }

    /** {@code null} while there is no such topic. */
    private @Nullable String id(String topic) {
        var description = Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        try {
            return description
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .topicId()
                    .toString();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
