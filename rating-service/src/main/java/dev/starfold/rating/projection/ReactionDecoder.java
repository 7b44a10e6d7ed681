package dev.starfold.rating.projection;

import static dev.starfold.eventstore.projection.EventJson.require;

import dev.starfold.eventstore.projection.EventJson;
import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.rating.Reactions;
import dev.starfold.rating.Subject;
import org.jspecify.annotations.Nullable;

/** Decodes the value of a reaction event, as tolerant and as strict as {@link ReviewDecoder} is. */
final class ReactionDecoder {

    private ReactionDecoder() {}

    /**
     * The state that the record's value holds.
     *
     * @throws UnreadableRecord when it holds none; the message says why
     */
    static ReactionState decode(byte @Nullable [] value) {
        var state = EventJson.read(value, ReactionState.class, "reaction");
        require(state.reactionId() != null, "reactionId is missing");
        require(state.reviewId() != null, "reviewId is missing");
        require(state.subject() != null && Subject.isWellFormed(state.subject()), "subject is not type:id");
        require(state.version() > 0, "version is not above zero");
        require(state.active() != null, "active is missing");
        require(
                state.kind() == null || Reactions.CATALOGUE.contains(state.kind()),
                "kind is none of " + Reactions.CATALOGUE);
        require(!Boolean.TRUE.equals(state.active()) || state.kind() != null, "an active reaction needs a kind");
        return state;
    }
}
