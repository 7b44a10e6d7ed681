package dev.starfold.reaction;

import dev.starfold.eventstore.NameUuid;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one user says of one review: the fold of their stream.
 *
 * @param user {@code null} once erased
 * @param kind the one given last, also after its removal
 * @param active false once removed
 * @param version of the stream, from 1
 * @param at when the kind was given; repeating it changes nothing of that
 */
public record Reaction(
        UUID review,
        String subject,
        @Nullable String user,
        ReactionKind kind,
        boolean active,
        int version,
        Instant at) {

    private static final UUID NAMESPACE = UUID.fromString("6a1f0c52-93d4-5e7b-8c1e-2d5b7f90a364");

    /** The id of a reaction and of its stream: one name everywhere, so one per user and review by construction. */
    public static UUID id(UUID review, String user) {
        return NameUuid.of(NAMESPACE, review.toString(), user);
    }

    /** {@code null} for a stream in which nothing happened. */
    public static @Nullable Reaction fold(List<? extends ReactionEvent> history) {
        Reaction reaction = null;
        for (ReactionEvent event : history) {
            reaction = evolve(reaction, event);
        }
        return reaction;
    }

    public static Reaction evolve(@Nullable Reaction before, ReactionEvent event) {
        int version = before == null ? 1 : before.version + 1;
        return switch (event) {
            case ReactionAdded(var review, var subject, var user, var kind, var at) ->
                new Reaction(
                        review, subject, user, kind, true, version, before != null && before.active ? before.at : at);
            case ReactionRemoved _ ->
                Objects.requireNonNull(before, "a stream begins with an addition")
                        .removed(version);
        };
    }

    /** Whether an addition that follows repeats what was given. */
    public static boolean stands(@Nullable Reaction reaction) {
        return reaction != null && reaction.active;
    }

    private Reaction removed(int at) {
        return new Reaction(review, subject, user, kind, false, at, this.at);
    }
}
