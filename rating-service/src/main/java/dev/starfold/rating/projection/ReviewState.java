package dev.starfold.rating.projection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a review event says the review is now: the whole public state after it, of which only these fields are needed.
 * Author and content are null once erased. {@code version} orders the states of one review; nothing else does.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReviewState(
        UUID reviewId,
        String subject,
        @Nullable String author,
        @Nullable Integer score,
        @Nullable String recommendation,
        @Nullable Boolean preliminary,
        @Nullable String language,
        @Nullable Instant submittedAt,
        String status,
        int version)
        implements Versioned {

    @Override
    public UUID id() {
        return reviewId;
    }
}
