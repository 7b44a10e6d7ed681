package dev.starfold.rating.chart;

import dev.starfold.rating.projection.ReviewState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Public reviews that were submitted some days ago. */
final class Submitted {

    private Submitted() {}

    static ReviewState ago(String subject, int score, int days) {
        return new ReviewState(
                UUID.randomUUID(),
                subject,
                "ana",
                score,
                "recommended",
                false,
                null,
                Instant.now().minus(Duration.ofDays(days)),
                "public",
                1);
    }
}
