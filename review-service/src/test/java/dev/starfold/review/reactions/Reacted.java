package dev.starfold.review.reactions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** States of reactions, as their events bring them. */
final class Reacted {

    private Reacted() {}

    /** A new reaction of a user that nobody else is, just now. */
    static ReactionState to(UUID review, String kind) {
        return by("user-" + UUID.randomUUID(), review, kind);
    }

    static ReactionState by(String user, UUID review, String kind) {
        return new ReactionState(
                UUID.randomUUID(), review, user, kind, true, 1, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    static ReactionState at(Instant time, ReactionState state) {
        return next(state, state.kind(), state.active(), state.version(), time);
    }

    static ReactionState removed(ReactionState state) {
        return next(
                state, state.kind(), false, state.version() + 1, state.since().plusSeconds(1));
    }

    static ReactionState as(String kind, ReactionState removed) {
        return next(removed, kind, true, removed.version() + 1, removed.since().plusSeconds(1));
    }

    private static ReactionState next(ReactionState state, String kind, boolean active, int version, Instant since) {
        return new ReactionState(state.reactionId(), state.reviewId(), state.user(), kind, active, version, since);
    }
}
