package dev.starfold.rating.projection;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;

/** What the projections did so far, in records, as {@code starfold.projection.*}, for each log by its channel. */
@Singleton
@Startup // so that they are there, as zeros, before the first poll
class ProjectionMetrics {

    static final String CHANNEL = "channel";

    private final Map<String, OfChannel> channels;

    ProjectionMetrics(MeterRegistry registry) {
        channels = Channels.ALL.stream()
                .collect(toUnmodifiableMap(channel -> channel, channel -> new OfChannel(registry, channel)));
    }

    OfChannel of(String channel) {
        return Objects.requireNonNull(channels.get(channel));
    }

    /** Those of one log. */
    static final class OfChannel {

        private final DistributionSummary batch;
        private final Counter applied;
        private final Counter stale;
        private final Counter deadLetters;
        private final Counter retries;

        private OfChannel(MeterRegistry registry, String channel) {
            batch = DistributionSummary.builder("starfold.projection.batch")
                    .description("Records per poll")
                    .baseUnit("records")
                    .tag(CHANNEL, channel)
                    .register(registry);
            applied = counter(registry, channel, "applied", "Records that were news: the newest of their id");
            stale = counter(registry, channel, "stale", "Records ignored: repeated, or older than what was known");
            deadLetters = counter(registry, channel, "dead.letters", "Records set aside");
            retries = counter(registry, channel, "retries", "Attempts repeated because something was away");
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

        private static Counter counter(MeterRegistry registry, String channel, String name, String description) {
            return Counter.builder("starfold.projection." + name)
                    .description(description)
                    .tag(CHANNEL, channel)
                    .register(registry);
        }
    }
}
