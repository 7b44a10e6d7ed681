package dev.starfold.eventstore.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What the projection of one log did so far, and its lag, in records, as {@code starfold.projection.*} by channel. */
public final class ProjectionMetrics {

    private static final String CHANNEL = "channel";

    private final DistributionSummary batch;
    private final Counter applied;
    private final Counter stale;
    private final Counter deadLetters;
    private final Counter retries;
    private volatile Map<TopicPartition, Long> lag = Map.of();

    /** Registers them, as zeros. */
    public ProjectionMetrics(MeterRegistry registry, String channel) {
        batch = DistributionSummary.builder("starfold.projection.batch")
                .description("Records per poll")
                .baseUnit("records")
                .tag(CHANNEL, channel)
                .register(registry);
        applied = counter(registry, channel, "applied", "Records that were news: the newest of their id");
        stale = counter(registry, channel, "stale", "Records ignored: repeated, or older than what was known");
        deadLetters = counter(registry, channel, "dead.letters", "Records set aside");
        retries = counter(registry, channel, "retries", "Attempts repeated because something was away");
        Gauge.builder("starfold.projection.lag", this, ProjectionMetrics::lag)
                .description("Records of the log, in this instance's partitions, that are not applied yet")
                .baseUnit("records")
                .tag(CHANNEL, channel)
                .strongReference(true)
                .register(registry);
    }

    /** The lag as it is from now on, for each partition of this instance; see {@link ProjectionLag}. */
    public void lagging(Map<TopicPartition, Long> measured) {
        lag = measured;
    }

    void applied(int records, long news, int setAside) {
        batch.record(records);
        applied.increment(news);
        stale.increment(records - news - setAside);
        deadLetters.increment(setAside);
    }

    void retried() {
        retries.increment();
    }

    private double lag() {
        return lag.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Counter counter(MeterRegistry registry, String channel, String name, String description) {
        return Counter.builder("starfold.projection." + name)
                .description(description)
                .tag(CHANNEL, channel)
                .register(registry);
    }
}
