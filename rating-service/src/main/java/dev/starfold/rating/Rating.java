package dev.starfold.rating;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.starfold.rating.statistics.Statistics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The rating of a subject as clients read it: all of it computed from the counts of one moment. Scores are points from 1
 * to 10, percentages have one decimal and sum to exactly 100.0, means are rounded once, half-up, to two decimals.
 */
@Schema(
        description = "What the public reviews of a subject add up to, and the reactions to them. Withdrawn, hidden,"
                + " erased and excluded reviews don't count, nor do the reactions to them.")
public record Rating(
        @Schema(description = "What is rated, `type:id`", pattern = Subject.PATTERN, examples = "anime:53393")
        String subject,

        @Schema(description = "How many reviews count", examples = "4")
        long count,

        @Schema(description = "The points they gave", examples = "27")
        long sum,

        @Schema(
                description = "`sum ÷ count`, half-up, 2 decimals; null when nothing counts",
                nullable = true,
                examples = "6.75")
        @Nullable BigDecimal mean,

        @Schema(
                description =
                        "The Bayesian mean `(sum + m·C) ÷ (count + m)`: `C` is the unrounded mean over all counted"
                                + " reviews of the subject's type, `m` how many reviews it weighs (50 unless configured). Half-up,"
                                + " 2 decimals; null when nothing counts",
                nullable = true,
                examples = "7.11")
        @Nullable BigDecimal weighted,

        @Schema(description = "Ten rows, score 1 to 10", minItems = 10, maxItems = 10)
        List<Bar> histogram,

        Recommendations recommendation,

        @Schema(description = "How many public reviews don't count because moderators excluded them", examples = "0")
        long excluded,

        Reactions reactions,

        @Schema(
                description =
                        "The place within the subject's type, by unrounded `weighted`, then `count`, then `subject`; in a"
                                + " chart by its `sort`. May trail by some seconds. Null when nothing counts, of a part, and"
                                + " until a ranking knows the subject",
                nullable = true,
                examples = "12")
        @Nullable Long rank,

        @Schema(
                description = "How fresh `rank` is; null with it",
                nullable = true,
                examples = "2026-04-03T18:25:40.118204Z")
        @Nullable Instant rankedAt,

        @Schema(
                description =
                        "When the rating, or the part asked for, last changed; where nothing was ever counted, when it"
                                + " was read",
                examples = "2026-04-03T18:25:43.511231Z")
        Instant asOf) {

    /** How many reviews gave a score, and what part of all that is. */
    @Schema(name = "Bar", description = "How many reviews gave one score")
    public record Bar(
            @Schema(examples = "7") int score,
            @Schema(examples = "1") long count,
            @Schema(examples = "25.0") BigDecimal percentage) {}

    /** How many reviews said so, and what part of all that is. */
    @Schema(name = "Share", description = "How many reviews said so")
    public record Share(
            @Schema(examples = "2") long count,
            @Schema(examples = "50.0") BigDecimal percentage) {}

    /** The three answers to whether the reviewer recommends the subject. */
    @Schema(name = "Recommendations", description = "How many reviews recommend the subject")
    public record Recommendations(
            @JsonProperty("recommended") Share recommended,
            @JsonProperty("mixed-feelings") Share mixedFeelings,
            @JsonProperty("not-recommended") Share notRecommended) {}

    /** The total is null until a review of the type has counted. */
    static Rating of(String subject, Counts counts, @Nullable TypeTotal total, int weight, Instant asOf) {
        var scores = counts.scores();
        long count = Statistics.count(scores);
        long sum = Statistics.sum(scores);
        return new Rating(
                subject,
                count,
                sum,
                Statistics.mean(sum, count),
                total == null ? null : Statistics.weighted(sum, count, total.sum, total.count, weight),
                histogram(scores),
                recommendations(counts.recommendations()),
                counts.excluded(),
                Reactions.of(counts.reactions()),
                null,
                null,
                asOf);
    }

    /** The same with its rank and when that was so; both are null where nothing counts, or no ranking knows the subject. */
    public Rating ranked(@Nullable Long rank, @Nullable Instant rankedAt) {
        boolean known = count > 0 && rank != null;
        return new Rating(
                subject,
                count,
                sum,
                mean,
                weighted,
                histogram,
                recommendation,
                excluded,
                reactions,
                known ? rank : null,
                known ? rankedAt : null,
                asOf);
    }

    static Rating neverReviewed(String subject, Instant now) {
        return of(subject, Counts.NONE, null, 0, now);
    }

    /** The ten rows of how many gave each score, from 1 to 10. */
    public static List<Bar> histogram(long[] scores) {
        var percentages = Statistics.percentages(scores);
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new Bar(i + 1, scores[i], percentages.get(i)))
                .toList();
    }

    private static Recommendations recommendations(long[] counts) {
        var percentages = Statistics.percentages(counts);
        return new Recommendations(
                new Share(counts[0], percentages.get(0)),
                new Share(counts[1], percentages.get(1)),
                new Share(counts[2], percentages.get(2)));
    }
}
