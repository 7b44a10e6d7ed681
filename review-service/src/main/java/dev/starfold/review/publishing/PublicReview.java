package dev.starfold.review.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.relay.PublicEvent;
import dev.starfold.review.Content;
import dev.starfold.review.Progress;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.ReviewErased;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import dev.starfold.review.ReviewEvent.UserErased;
import dev.starfold.review.Status;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of a public event: the whole public state of a review after it, so that the newest {@code version} wins whole. No
 * text of a review is part of it. Absent values are explicit nulls; author and content are, once erased.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PublicReview(
        UUID reviewId,
        String subject,
        @Nullable String author,
        @Nullable Integer score,
        @Nullable String recommendation,
        @Nullable Boolean spoiler,
        @Nullable Boolean preliminary,
        @Nullable PublicProgress progress,
        @Nullable String language,
        @Nullable Boolean hasBody,
        String status,
        Instant submittedAt,
        int version) {

    /** Where the JSON schema of this record is served. */
    public static final String SCHEMA = "/schemas/review-event.v1.json";

    /** How much the author had seen; {@code total} is null while unknown. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record PublicProgress(int consumed, @Nullable Integer total) {}

    /** The public event for the last event of a stream's history. */
    public static PublicEvent event(List<Recorded<ReviewEvent>> history) {
        ReviewEvent last = history.getLast().event();
        // Of a review that is erased it speaks for itself: the newest of the stream may be another.
        PublicReview data = last instanceof ReviewErased erased
                ? of(erased, history.size())
                : of(Objects.requireNonNull(
                        Review.fold(history.stream().map(Recorded::event).toList())));
        return new PublicEvent(type(last), data.reviewId.toString(), data.subject, last.at(), SCHEMA, data);
    }

    /** The public name of what happened; a name of its own, apart from the stored one. */
    public static String type(ReviewEvent event) {
        return switch (event) {
            case ReviewSubmitted _, ReviewImported _ -> "review-submitted";
            case ReviewRevised _ -> "review-revised";
            case ReviewWithdrawn _ -> "review-withdrawn";
            case ReviewHidden _ -> "review-hidden";
            case ReviewRestored _ -> "review-restored";
            // Consumers see of it that there is no body any more.
            case ReviewTextErased _ -> "review-revised";
            case ReviewErased _ -> "review-erased";
            case UserErased _ -> PublicErasure.TYPE;
        };
    }

    private static PublicReview of(ReviewErased erased, int version) {
        return new PublicReview(
                erased.review(),
                erased.subject(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Status.ERASED.slug(),
                erased.submittedAt(),
                version);
    }

    private static PublicReview of(Review review) {
        Content content = review.content();
        return new PublicReview(
                review.id(),
                review.subject(),
                review.author(),
                content.score(),
                content.recommendation().slug(),
                content.spoiler(),
                content.preliminary(),
                of(content.progress()),
                content.language(),
                content.hasBody(),
                review.status().slug(),
                review.submittedAt(),
                review.version());
    }

    private static @Nullable PublicProgress of(@Nullable Progress progress) {
        return progress == null ? null : new PublicProgress(progress.consumed(), progress.total());
    }
}
