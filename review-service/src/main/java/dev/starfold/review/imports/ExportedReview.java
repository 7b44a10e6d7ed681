package dev.starfold.review.imports;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.starfold.review.Progress;
import dev.starfold.review.store.ReviewRow;
import dev.starfold.review.store.TextRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of an export: what an import needs to make the same review. What is absent is an explicit null. */
record ExportedReview(
        String subject,
        String author,
        int score,
        String recommendation,
        @Nullable String headline,
        @Nullable String body,
        boolean spoiler,
        boolean preliminary,
        @Nullable Progress progress,
        @Nullable String language,
        String visibility,
        @JsonRawValue @Nullable String source,
        Instant submittedAt) {

    static ExportedReview of(ReviewRow row, @Nullable TextRow text) {
        return new ExportedReview(
                row.subject,
                row.author,
                row.score,
                row.recommendation,
                text == null ? null : text.headline,
                text == null ? null : text.body,
                row.spoiler,
                row.preliminary,
                row.progress(),
                row.language,
                row.status,
                row.source,
                row.submittedAt);
    }
}
