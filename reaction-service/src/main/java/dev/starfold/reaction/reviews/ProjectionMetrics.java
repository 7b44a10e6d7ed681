package dev.starfold.reaction.reviews;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** What the projection of the review log did so far, in records, as {@code starfold.projection.*}. */
@Singleton
@Startup // so that they are there, as zeros, before the first poll
class ProjectionMetrics {

    private final DistributionSummary batch;
    private final Counter applied;
    private final Counter stale;
    private final Counter deadLetters;
    private final Counter retries;

    ProjectionMetrics(MeterRegistry registry) {
        batch = DistributionSummary.builder("starfold.projection.batch")
                .description("Records per poll")
                .baseUnit("records")
                .register(registry);
        applied = counter(registry, "applied", "Records that were news: the newest of their review");
        stale = counter(registry, "stale", "Records ignored: repeated, or older than what was known");
        deadLetters = counter(registry, "dead.letters", "Records set aside");
        retries = counter(registry, "retries", "Attempts repeated because something was away");
    }

    void applied(int records, int news, int setAside) {
        batch.record(records);
        applied.increment(news);
        stale.increment(records - news - setAside);
        deadLetters.increment(setAside);
    }

    void retried() {
        retries.increment();
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("starfold.projection." + name)
                .description(description)
                .register(registry);
    }
}
