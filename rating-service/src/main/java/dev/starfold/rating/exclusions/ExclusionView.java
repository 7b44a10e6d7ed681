package dev.starfold.rating.exclusions;

import dev.starfold.rating.Subject;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An exclusion as moderators read it. */
@Schema(name = "Exclusion", description = "Reviews of a subject that a moderator took out of its counts")
public record ExclusionView(
        @Schema(examples = "0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11")
        UUID id,

        @Schema(description = "`type:id`", pattern = Subject.PATTERN, examples = "anime:53393")
        String subject,

        @Schema(
                description = "What was submitted from then on; null: whenever",
                nullable = true,
                examples = "2026-04-03T00:00:00Z")
        @Nullable Instant from,

        @Schema(
                description = "What was submitted before then; null: whenever",
                nullable = true,
                examples = "2026-04-04T00:00:00Z")
        @Nullable Instant to,

        @Schema(description = "What this user wrote; null: whoever wrote it", nullable = true) @Nullable String author,

        @Schema(description = "Why", examples = "A raid announced on a forum")
        String reason,

        @Schema(description = "The moderator who added it; null once erased", nullable = true, examples = "mona")
        @Nullable String by,

        @Schema(description = "When it was added", examples = "2026-04-05T09:30:00.123456Z")
        Instant at) {

    static ExclusionView of(Exclusion exclusion) {
        Scope scope = exclusion.scope();
        return new ExclusionView(
                exclusion.id(),
                exclusion.subject(),
                scope.from(),
                scope.to(),
                scope.knownAuthor(),
                exclusion.reason(),
                exclusion.by(),
                exclusion.at());
    }
}
