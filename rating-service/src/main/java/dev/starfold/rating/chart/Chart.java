package dev.starfold.rating.chart;

import dev.starfold.rating.Rating;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of one ranking of a type; {@code next} is null on the last. */
@Schema(
        description =
                "A page of the subjects of a type in order. Their figures are those of now, their `rank` is the place in"
                        + " the ranking that the page belongs to")
public record Chart(
        List<Rating> items,

        @Schema(description = "The cursor of the next page; null on the last", nullable = true) @Nullable String next,

        @Schema(
                description = "When the subjects were ranked; null for a type without any",
                nullable = true,
                examples = "2026-04-03T18:25:40.118204Z")
        @Nullable Instant rankedAt) {}
