package dev.starfold.eventstore.projection;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer is behind, in records: for each partition it was given, the log's end less what has been committed,
 * which is less than what has been read.
 */
public final class ProjectionLag {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private ProjectionLag() {}

    /** Asks the broker; to be called on the consumer's own thread. */
    public static Map<TopicPartition, Long> measure(Consumer<?, ?> consumer) {
        var partitions = consumer.assignment();
        var starts = consumer.beginningOffsets(partitions, PATIENCE);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        var committed = consumer.committed(partitions, PATIENCE);
        return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> {
            var done = committed.get(partition);
            long from = done == null ? starts.getOrDefault(partition, 0L) : done.offset();
            return Math.max(0, ends.getOrDefault(partition, from) - from);
        }));
    }
}
