package dev.starfold.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Reviews to import: those that somebody wrote, and bare ratings around each subject's own taste. */
final class DemoReviews {

    /** A subject, how many bare ratings it has, and where they lie. */
    private record Taste(String subject, int ratings, double mean, double spread) {}

    private static final List<Taste> TASTES = List.of(
            new Taste("anime:cowboy-bebop", 640, 8.6, 1.5),
            new Taste("anime:mushishi", 310, 8.8, 1.2),
            new Taste("anime:planetes", 240, 8.0, 1.4),
            new Taste("anime:haibane-renmei", 180, 8.2, 1.7),
            new Taste("anime:kaiba", 90, 7.6, 2.1),
            new Taste("anime:serial-experiments-lain", 260, 7.9, 2.0),
            new Taste("anime:53393", 120, 6.1, 1.9),
            new Taste("book:the-left-hand-of-darkness", 85, 8.4, 1.3),
            new Taste("book:invisible-cities", 60, 8.7, 1.4));

    private static final int DAYS = 300;
    private static final int RAIDERS = 70;

    private DemoReviews() {}

    /** Starfold's NDJSON. */
    static String all(Random random) throws IOException {
        Instant now = Instant.now();
        StringBuilder lines = new StringBuilder();
        try (var written = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DemoReviews.class.getResourceAsStream("/demo/reviews.ndjson")),
                StandardCharsets.UTF_8))) {
            for (String line = written.readLine(); line != null; line = written.readLine()) {
                ObjectNode review = (ObjectNode) Api.JSON.readTree(line);
                Duration ago = Duration.ofDays(review.remove("daysAgo").asInt());
                lines.append(review.put("submittedAt", now.minus(ago).toString())).append('\n');
            }
        }
        for (Taste taste : TASTES) {
            for (int i = 0; i < taste.ratings; i++) {
                double score = taste.mean + taste.spread * random.nextGaussian();
                // More of late, as a thing gets known.
                double ago = DAYS * 24 * 60 * Math.pow(random.nextDouble(), 1.6);
                lines.append(rating(taste.subject, "reader-" + i, score, now.minusSeconds((long) (60 * ago))));
            }
        }
        for (int i = 0; i < RAIDERS; i++) {
            Instant at = now.minus(Duration.ofDays(9)).minusSeconds(random.nextInt(7200));
            lines.append(rating("anime:serial-experiments-lain", "raider-" + i, 1, at));
        }
        return lines.toString();
    }

    private static String rating(String subject, String author, double score, Instant at) {
        int points = (int) Math.clamp(Math.round(score), 1, 10);
        return """
                {"subject":"%s","author":"%s","score":%d,"submittedAt":"%s"}
                """.formatted(subject, author, points, at);
    }
}
