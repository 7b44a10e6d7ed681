package dev.starfold.rating.reviewers;

import dev.starfold.rating.Rating;
import dev.starfold.rating.Reactions;
import dev.starfold.rating.statistics.Statistics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the counted reviews of an author add up to. */
@Schema(description = "What the counted reviews of an author add up to, over all subjects, and the reactions to them")
public record Reviewer(
        @Schema(description = "A user id", minLength = 1, maxLength = 255, examples = "ana")
        String author,

        @Schema(description = "How many reviews count", examples = "4")
        long count,

        @Schema(
                description = "Of the scores they give, half-up, 2 decimals; null when nothing counts",
                nullable = true,
                examples = "6.75")
        @Nullable BigDecimal mean,

        @Schema(description = "Ten rows, score 1 to 10", minItems = 10, maxItems = 10)
        List<Rating.Bar> histogram,

        Reactions reactions) {

    /** @param counts how many reviews give a score, and how many reactions there are of a kind; none: absent */
    static Reviewer of(String author, Map<String, Long> counts) {
        var scores = IntStream.rangeClosed(1, 10)
                .mapToLong(score -> counts.getOrDefault(String.valueOf(score), 0L))
                .toArray();
        var kinds = Reactions.CATALOGUE.stream()
                .mapToLong(kind -> counts.getOrDefault(kind, 0L))
                .toArray();
        long count = Statistics.count(scores);
        return new Reviewer(
                author,
                count,
                Statistics.mean(Statistics.sum(scores), count),
                Rating.histogram(scores),
                Reactions.of(kinds));
    }
}
