package dev.starfold.review.reading;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.starfold.review.Content;
import dev.starfold.review.Progress;
import dev.starfold.review.Review;
import dev.starfold.review.Text;
import dev.starfold.review.store.ReviewRow;
import dev.starfold.review.store.TextRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A review as clients see it. What is absent is an explicit null. */
public record ReviewView(
        UUID id,
        String subject,
        String author,
        int score,
        String recommendation,
        @Nullable String headline,
        @Nullable String body,
        boolean textErased,
        boolean spoiler,
        boolean preliminary,
        @Nullable Progress progress,
        @Nullable String language,
        String visibility,
        @JsonRawValue @Nullable String source,
        int version,
        Instant submittedAt,
        @Nullable Instant revisedAt) {

    /** As it stands in the tables. */
    public static ReviewView of(ReviewRow row, @Nullable TextRow text) {
        return new ReviewView(
                row.id,
                row.subject,
                row.author,
                row.score,
                row.recommendation,
                text == null ? null : text.headline,
                text == null ? null : text.body,
                row.textErased,
                row.spoiler,
                row.preliminary,
                row.progress(),
                row.language,
                row.status,
                row.source,
                row.version,
                row.submittedAt,
                row.revisedAt);
    }

    /** As its history says, at any of its versions; the text may have been erased since. */
    public static ReviewView of(Review review, Text text) {
        Content content = review.content();
        return new ReviewView(
                review.id(),
                review.subject(),
                review.author(),
                content.score(),
                content.recommendation().slug(),
                text.headline(),
                text.body(),
                review.textErased() || text.isErased(content),
                content.spoiler(),
                content.preliminary(),
                content.progress(),
                content.language(),
                review.status().slug(),
                review.source(),
                review.version(),
                review.submittedAt(),
                review.revisedAt());
    }
}
