package dev.starfold.rating.exclusions;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of an addition as the OpenAPI document describes it; {@link ExclusionForm} reads it. */
@Schema(
        name = "NewExclusion",
        description = "What to take out of the counts: a window (`from` and `to`), an `author`, or what meets both",
        requiredProperties = "reason")
record ExclusionDocument(
        @Schema(description = "Inclusive, in UTC; kept to the microsecond", examples = "2026-04-03T00:00:00Z") @Nullable Instant from,

        @Schema(description = "Exclusive, after `from`", examples = "2026-04-04T00:00:00Z") @Nullable Instant to,

        @Schema(description = "A user id", minLength = 1, maxLength = 255, examples = "troll-17") @Nullable String author,

        @Schema(
                description = "Why; not blank",
                minLength = 1,
                maxLength = 500,
                examples = "A raid announced on a forum")
        String reason) {}
