package dev.starfold.eventstore.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is.
 *
 * @param generation counts the rebuilds that went live, from 1
 * @param switchedAt when this generation went live
 * @param partitions of every log it folds
 * @param drift aggregates that differed from their fold when last verified; {@code null} before the first verification
 * @param verifiedAt when that ended
 */
public record ProjectionStatus(
        String name,
        long generation,
        Instant switchedAt,
        List<Partition> partitions,
        @Nullable Long drift,
        @Nullable Instant verifiedAt) {

    /**
     * One partition of a log.
     *
     * @param position the offset of the next record to be applied
     * @param lag records not applied yet
     */
    public record Partition(String topic, int partition, long position, long lag) {}
}
