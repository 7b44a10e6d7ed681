package dev.starfold.rating.trend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A day that breaks from the past of its subject, with the figures that say so. {@link Anomalies} has the formulas. */
@Schema(name = "Anomaly", description = "A day whose volume or mean breaks from the subject's own past")
public record Anomaly(
        @Schema(description = "In UTC", examples = "2026-04-03")
        LocalDate day,

        @Schema(description = "How many counted reviews were submitted that day", examples = "48")
        long count,

        @Schema(description = "The median of the 28 days before, 1 decimal", examples = "3.0")
        BigDecimal expectedCount,

        @Schema(description = "The mean of the day, half-up, 2 decimals", examples = "1.31")
        BigDecimal mean,

        @Schema(description = "The mean over all days before, half-up, 2 decimals", examples = "7.64")
        BigDecimal expectedMean,

        @Schema(description = "How many deviations the count is above the expected one, 2 decimals", examples = "25.98")
        BigDecimal volumeScore,

        @Schema(
                description =
                        "How many standard errors the mean is above the expected one, 2 decimals; null of a day or a"
                                + " past too small to judge by",
                nullable = true,
                examples = "-21.93")
        @Nullable BigDecimal meanScore,

        @Schema(
                description = "What breaks: one of the first two, one of the others, or one of each",
                enumeration = {"volume-high", "volume-low", "mean-high", "mean-low"},
                examples = "[\"volume-high\", \"mean-low\"]")
        List<String> reasons) {}
