package dev.starfold.reaction;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a stream: the place where one user reacts to one review. Names and components are the stored form, read
 * for ever: components may be added, never renamed.
 */
public sealed interface ReactionEvent {

    /** When it happened, in UTC, to the microsecond. */
    Instant at();

    /**
     * The user reacts. {@code subject} is the review's; it stands here so that no reader has to know the review. {@code user}
     * is {@code null} once erased.
     *
     * <p>Where a reaction stands it is of the same kind and repeats it: nothing changes but that the user has said so again, by
     * which it outlasts an erasure that they asked for before.
     */
    record ReactionAdded(
            UUID review, String subject, @Nullable String user, ReactionKind kind, Instant at)
            implements ReactionEvent {}

    /** The user took the reaction back, or was erased: then it may also follow a removal, whose user was still named. */
    record ReactionRemoved(Instant at) implements ReactionEvent {}
}
