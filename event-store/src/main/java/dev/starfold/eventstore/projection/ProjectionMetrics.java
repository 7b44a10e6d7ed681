package dev.starfold.eventstore.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
    private volatile long measuredNanos = System.nanoTime();
    private volatile long begunNanos;
    private volatile boolean busy;

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
        gauge(registry, channel, "partitions", "partitions", "Partitions of this instance", m -> m.lag.size());
        gauge(registry, channel, "lag.age", "seconds", "Since the lag was last measured", m -> since(m.measuredNanos));
        gauge(
                registry,
                channel,
                "poll.age",
                "seconds",
                "Since the poll under way came; 0: none is",
                m -> m.busy ? since(m.begunNanos) : 0);
    }

    /** The lag as it is from now on, for each partition of this instance; see {@link ProjectionLag}. */
    public void lagging(Map<TopicPartition, Long> measured) {
        lag = measured;
        measuredNanos = System.nanoTime();
    }

    void begin() {
        begunNanos = System.nanoTime();
        busy = true;
    }

    void end() {
        busy = false;
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

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / (double) Duration.ofSeconds(1).toNanos();
    }

    private void gauge(
            MeterRegistry registry,
            String channel,
            String name,
            String unit,
            String description,
            ToDoubleFunction<ProjectionMetrics> value) {
        Gauge.builder("starfold.projection." + name, this, value)
                .description(description)
                .baseUnit(unit)
                .tag(CHANNEL, channel)
                .strongReference(true)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String channel, String name, String description) {
        return Counter.builder("starfold.projection." + name)
                .description(description)
                .tag(CHANNEL, channel)
                .register(registry);
    }
}
