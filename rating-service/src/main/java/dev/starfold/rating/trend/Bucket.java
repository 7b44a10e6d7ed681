package dev.starfold.rating.trend;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What counts of the reviews submitted in a day, an ISO week or a month, in UTC. Means are half-up, with two decimals. */
@Schema(name = "Bucket", description = "The counted reviews submitted in a day, an ISO week or a month, in UTC")
public record Bucket(
        @Schema(description = "Its first day; of a week, the Monday", examples = "2026-04-03")
        LocalDate bucket,

        @Schema(description = "How many reviews, at least one", examples = "12")
        long count,

        @Schema(description = "Their mean, half-up, 2 decimals", examples = "7.25")
        BigDecimal mean,

        @Schema(
                description = "The mean over all up to the end of the bucket, also those before `from`",
                examples = "7.71")
        BigDecimal runningMean) {}
