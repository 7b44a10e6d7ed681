package dev.starfold.reaction.store;

import dev.starfold.eventstore.InlineProjection;
import dev.starfold.eventstore.Recorded;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.store.ReactionProjection.Nothing;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the {@code reaction} and {@code reaction_count} tables in the append's own transaction: one statement each per batch. */
final class ReactionProjection implements InlineProjection<ReactionEvent, Nothing> {

    /** A reaction is all in its events: nothing is attached to them. */
    enum Nothing {
        ELSE
    }

    @Override
    public Future<?> apply(SqlConnection connection, List<Appended<ReactionEvent, Nothing>> batch) {
        // A statement may name a row once: of a reaction the newest state in the batch, of a review the sum of what
        // changed.
        Map<UUID, Reaction> reactions = new TreeMap<>();
        Map<UUID, Map<ReactionKind, Integer>> changes = new TreeMap<>();
        for (Appended<ReactionEvent, Nothing> appended : batch) {
            List<Recorded<ReactionEvent>> history = appended.history();
            Reaction before =
                    fold(history.subList(0, history.size() - appended.events().size()));
            Reaction after = fold(history);
            count(changes, before, -1);
            count(changes, after, +1);
            if (after != null) {
                reactions.put(history.getLast().stream(), after);
            }
        }
        changes.values().removeIf(kinds -> kinds.values().stream().allMatch(change -> change == 0));
        Future<?> written = ReactionTable.upsert(connection, reactions);
        return changes.isEmpty() ? written : Future.join(written, CountTable.add(connection, changes));
    }

    private static void count(
            Map<UUID, Map<ReactionKind, Integer>> changes, @Nullable Reaction reaction, int direction) {
        if (reaction != null && reaction.active()) {
            changes.computeIfAbsent(reaction.review(), review -> new EnumMap<>(ReactionKind.class))
                    .merge(reaction.kind(), direction, Integer::sum);
        }
    }

    static @Nullable Reaction fold(List<Recorded<ReactionEvent>> history) {
        return Reaction.fold(history.stream().map(Recorded::event).toList());
    }
}
