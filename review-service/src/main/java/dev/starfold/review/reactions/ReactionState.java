package dev.starfold.review.reactions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reaction event says the reaction is now, of which only this is needed. {@code version} orders the states of one
 * reaction; nothing else does.
 *
 * @param user who reacted; {@code null} once erased
 * @param kind of one that is not active, what it was
 * @param since when the event happened, in whole microseconds
 */
record ReactionState(
        UUID reactionId,
        UUID reviewId,
        @Nullable String user,
        @Nullable String kind,
        boolean active,
        int version,
        Instant since) {}
