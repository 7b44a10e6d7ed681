package dev.starfold.reaction;

import java.time.Instant;
import java.util.UUID;

/**
 * What happened in a stream: the place where one user reacts to one review. Names and components are the stored form, read
 * for ever: components may be added, never renamed.
 */
public sealed interface ReactionEvent {

    /** When it happened, in UTC, to the microsecond. */
    Instant at();

    /** The user reacts. {@code subject} is the review's; it stands here so that no reader has to know the review. */
    record ReactionAdded(UUID review, String subject, String user, ReactionKind kind, Instant at)
            implements ReactionEvent {}

    /** The user took the reaction back. */
    record ReactionRemoved(Instant at) implements ReactionEvent {}
}
