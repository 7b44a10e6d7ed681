package dev.starfold.rating.projection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reaction event says the reaction is now: the whole public state after it, of which only these fields are needed.
 * Of one that is not active, {@code kind} says what it was.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReactionState(
        UUID reactionId,
        UUID reviewId,
        String subject,
        @Nullable String kind,
        @Nullable Boolean active,
        int version) implements Versioned {

    @Override
    public UUID id() {
        return reactionId;
    }
}
