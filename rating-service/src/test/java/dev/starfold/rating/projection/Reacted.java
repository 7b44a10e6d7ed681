package dev.starfold.rating.projection;

import dev.starfold.rating.Reactions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lives of reactions, as lists of states: a user reacts, takes it back, reacts otherwise. */
public final class Reacted {

    private Reacted() {}

    /** {@code kind} counts from 0 in the order of the catalogue. */
    public record Step(boolean active, int kind) {}

    public static List<ReactionState> of(UUID id, ReviewState review, List<Step> steps) {
        var states = new ArrayList<ReactionState>();
        for (var step : steps) {
            states.add(state(id, review, Reactions.CATALOGUE.get(step.kind()), step.active(), states.size() + 1));
        }
        return states;
    }

    public static ReactionState state(UUID id, ReviewState review, String kind, boolean active, int version) {
        return new ReactionState(id, review.reviewId(), review.subject(), kind, active, version);
    }

    public static ReactionState to(ReviewState review, String kind) {
        return state(UUID.randomUUID(), review, kind, true, 1);
    }
}
