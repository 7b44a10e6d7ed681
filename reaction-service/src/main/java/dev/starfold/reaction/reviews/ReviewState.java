package dev.starfold.reaction.reviews;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a review event says the review is now: the whole public state after it, of which only these fields are needed.
 * The author is null once erased. {@code version} orders the states of one review; nothing else does.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReviewState(
        UUID reviewId, String subject, @Nullable String author, String status, int version) {}
