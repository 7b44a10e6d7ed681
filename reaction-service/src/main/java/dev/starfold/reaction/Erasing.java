package dev.starfold.reaction;

import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import java.time.Instant;
import java.util.List;

/** What becomes of a stream when its user is erased. Pure. */
public final class Erasing {

    private Erasing() {}

    /**
     * How many of the events, from the first on, lose their user: those that were there when the user was erased, and what
     * took back the last of them. What follows is of one who came back.
     *
     * @param there how many were there then
     */
    public static int reach(List<? extends ReactionEvent> history, int there) {
        int reach = there;
        while (reach > 0 && reach < history.size() && history.get(reach) instanceof ReactionRemoved) {
            reach++;
        }
        return reach;
    }

    /** The event without its user. */
    public static ReactionEvent blanked(ReactionEvent event) {
        return switch (event) {
            case ReactionAdded added ->
                new ReactionAdded(added.review(), added.subject(), null, added.kind(), added.at());
            case ReactionRemoved removed -> removed;
        };
    }

    /**
     * What is appended to a stream that was blanked and has no user any more. Also a reaction that was taken back long ago is
     * published once more: whoever keeps its newest event has the user from that.
     *
     * @param before as it was before it was blanked
     * @param after as it was then
     * @param at when the user was erased
     */
    public static List<ReactionEvent> decide(Reaction before, Reaction after, Instant at) {
        return before.user() != null && after.user() == null ? List.of(new ReactionRemoved(at)) : List.of();
    }
}
