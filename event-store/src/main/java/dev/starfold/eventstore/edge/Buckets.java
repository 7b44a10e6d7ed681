package dev.starfold.eventstore.edge;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * How many requests each of many may make: {@code perMinute} at once, and as many again every minute, evenly. Remembers a
 * bounded number of them; whoever was silent for a minute is forgotten first, at no loss. Thread-safe.
 */
final class Buckets {

    static final Duration PERIOD = Duration.ofMinutes(1);

    private final String name;
    private final int perMinute;
    private final int most;
    private final TimeMeter clock;
    // In the order of their last use.
    private final LinkedHashMap<String, Used> buckets = new LinkedHashMap<>(16, 0.75f, true);

    Buckets(String name, int perMinute, int most, TimeMeter clock) {
        if (perMinute < 1 || most < 1) {
            throw new IllegalArgumentException("a limit of " + name + " must be at least 1");
        }
        this.name = name;
        this.perMinute = perMinute;
        this.most = most;
        this.clock = clock;
    }

    private record Used(Bucket bucket, long at) {}

    /** What became of a request: whether it may go on, how many more may, and the time until one may, and until all may. */
    record Taken(String name, int perMinute, boolean allowed, long remaining, Duration again, Duration full) {}

    /** Takes one from the key's bucket. */
    Taken take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return new Taken(
                name,
                perMinute,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** As {@link #take}, without taking. */
    Taken look(String key) {
        var estimate = bucket(key).estimateAbilityToConsume(1);
        Duration wait = Duration.ofNanos(estimate.getNanosToWaitForRefill());
        return new Taken(name, perMinute, estimate.canBeConsumed(), estimate.getRemainingTokens(), wait, PERIOD);
    }

    private synchronized Bucket bucket(String key) {
        long now = clock.currentTimeNanos();
        Used used = buckets.get(key);
        Bucket bucket = used == null ? full() : used.bucket();
        buckets.put(key, new Used(bucket, now));
        forget(now);
        return bucket;
    }

    private void forget(long now) {
        var eldest = buckets.values().iterator();
        while (eldest.hasNext()) {
            boolean idle = now - eldest.next().at() >= PERIOD.toNanos();
            if (!idle && buckets.size() <= most) {
                return;
            }
            eldest.remove();
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .withCustomTimePrecision(clock)
                .build();
    }

    synchronized int size() {
        return buckets.size();
    }
}
