package dev.starfold.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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

    /** What somebody wrote, with {@code daysAgo}, and in {@code draws} the reaction that it gets most. */
    static List<ObjectNode> written() throws IOException {
        try (var lines = Objects.requireNonNull(DemoReviews.class.getResourceAsStream("/demo/reviews.ndjson"))) {
            return Api.JSON
                    .readerFor(ObjectNode.class)
                    .<ObjectNode>readValues(lines)
                    .readAll();
        }
    }

    /** Starfold's NDJSON of what was written and of bare ratings. */
    static String lines(List<ObjectNode> written, Random random) {
        Instant now = Instant.now();
        StringBuilder lines = new StringBuilder();
        for (ObjectNode review : written) {
            Duration ago = Duration.ofDays(review.path("daysAgo").asInt());
            ObjectNode line = review.deepCopy().without(List.of("daysAgo", "draws"));
            lines.append(line.put("submittedAt", now.minus(ago).toString())).append('\n');
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
