package dev.starfold.reaction.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.relay.PublicEvent;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of a public event: the whole public state of a reaction after it, so that the newest {@code version} wins whole.
 * A removed reaction still says of which kind it was, and by whom until the user is erased.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PublicReaction(
        UUID reactionId,
        UUID reviewId,
        String subject,
        @Nullable String user,
        String kind,
        boolean active,
        int version) {

    /** Where the JSON schema of this record is served. */
    public static final String SCHEMA = "/schemas/reaction-event.v1.json";

    /** The public event for the last event of a stream's history; {@code null} for a repeat, which changes nothing. */
    public static @Nullable PublicEvent eventOrNothing(List<Recorded<ReactionEvent>> history) {
        Recorded<ReactionEvent> last = history.getLast();
        Reaction before = fold(history.subList(0, history.size() - 1));
        if (last.event() instanceof ReactionAdded && Reaction.stands(before)) {
            return null;
        }
        Reaction reaction = Reaction.evolve(before, last.event());
        return new PublicEvent(
                type(last.event()),
                last.stream().toString(),
                reaction.subject(),
                last.event().at(),
                SCHEMA,
                of(last.stream(), reaction));
    }

    /** The public name of what happened; a name of its own, apart from the stored one. */
    public static String type(ReactionEvent event) {
        return switch (event) {
            case ReactionAdded _ -> "reaction-added";
            case ReactionRemoved _ -> "reaction-removed";
        };
    }

    private static @Nullable Reaction fold(List<Recorded<ReactionEvent>> history) {
        return Reaction.fold(history.stream().map(Recorded::event).toList());
    }

    private static PublicReaction of(UUID id, Reaction reaction) {
        return new PublicReaction(
                id,
                reaction.review(),
                reaction.subject(),
                reaction.user(),
                reaction.kind().slug(),
                reaction.active(),
                reaction.version());
    }
}
