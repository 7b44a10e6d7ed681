package dev.starfold.reaction;

import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a stream when its user is erased. Pure. */
public final class Erasing {

    private Erasing() {}

    /**
     * How many of the events, from the first on, are of the user who was erased: those that were there then, what took back the
     * last of them, and what an erasure before gave again for one of them. What follows is of one who came back.
     *
     * @param there how many were there then
     */
    public static int reach(List<? extends ReactionEvent> history, int there) {
        int reach = there;
        while (reach > 0 && reach < history.size() && belongs(history.get(reach), history.subList(0, reach))) {
            reach++;
        }
        return reach;
    }

    private static boolean belongs(ReactionEvent event, List<? extends ReactionEvent> before) {
        return switch (event) {
            case ReactionRemoved _ -> true;
            // It is as old as what it was given again for, of which it has the time.
            case ReactionAdded _ -> before.stream().map(Erasing::blanked).anyMatch(blanked(event)::equals);
        };
    }

    /**
     * The addition by which one who came back keeps what they had given, the last if there are more: they repeated it before
     * anybody here had heard of their erasure. {@code null} where nothing stands, or all that stands is older or given anew.
     *
     * @param reach of the erasure
     */
    public static @Nullable ReactionEvent repeat(List<? extends ReactionEvent> history, int reach) {
        List<? extends ReactionEvent> younger = history.subList(reach, history.size());
        boolean repeated = Reaction.stands(Reaction.fold(history.subList(0, reach)))
                && younger.stream().noneMatch(ReactionRemoved.class::isInstance);
        return repeated && !younger.isEmpty() ? younger.getLast() : null;
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
     * published once more: whoever keeps its newest event has the user from that. One that was repeated is given again, so that
     * whoever erased it finds it younger.
     *
     * @param before as it was before it was blanked
     * @param after as it was then
     * @param repeat as it was before
     * @param at when the user was erased
     */
    public static List<ReactionEvent> decide(
            Reaction before, Reaction after, @Nullable ReactionEvent repeat, Instant at) {
        if (before.user() == null || after.user() != null) {
            return List.of();
        }
        ReactionEvent removed = new ReactionRemoved(at);
        return repeat == null ? List.of(removed) : List.of(removed, repeat);
    }
}
