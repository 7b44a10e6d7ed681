package dev.starfold.reaction;

import dev.starfold.reaction.ReactionCommand.React;
import dev.starfold.reaction.ReactionCommand.Remove;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import dev.starfold.reaction.Rejection.OwnReview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a command, given what its stream holds: the events to append, none if there is nothing to take back, or
 * a {@link Rejection}. Pure.
 */
public final class ReactionDecider {

    private ReactionDecider() {}

    public static List<ReactionEvent> decide(@Nullable Reaction before, ReactionCommand command) {
        Reaction standing = before != null && before.active() ? before : null;
        return switch (command) {
            case React react -> react(standing, react);
            case Remove(var at) -> standing == null ? List.of() : List.of(new ReactionRemoved(at));
        };
    }

    private static List<ReactionEvent> react(@Nullable Reaction standing, React react) {
        KnownReview review = react.review();
        review.requirePublic();
        if (react.user().equals(review.author())) {
            throw new OwnReview();
        }
        ReactionAdded added = new ReactionAdded(review.id(), review.subject(), react.user(), react.kind(), react.at());
        if (standing == null) {
            return List.of(added);
        }
        // A repeat is kept: what stands may go by an erasure that was asked for before and has not come here yet.
        // A changed mind is both in one append: nobody ever sees the user with two reactions, or with none between.
        return standing.kind() == react.kind() ? List.of(added) : List.of(new ReactionRemoved(react.at()), added);
    }
}
