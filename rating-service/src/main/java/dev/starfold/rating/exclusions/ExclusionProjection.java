package dev.starfold.rating.exclusions;

import static java.util.stream.Collectors.toCollection;

import dev.starfold.eventstore.InlineProjection;
import dev.starfold.eventstore.Recorded;
import dev.starfold.rating.exclusions.ExclusionProjection.Nothing;
import dev.starfold.rating.projection.Recount;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the {@code exclusion} table, and what the exclusions let count, in the append's own transaction. */
final class ExclusionProjection implements InlineProjection<ExclusionEvent, Nothing> {

    /** An exclusion has nothing that must not stand in the log. */
    record Nothing() {}

    @Override
    public Future<?> apply(SqlConnection connection, List<Appended<ExclusionEvent, Nothing>> batch) {
        // A statement may name a row once: only an exclusion's newest state in the batch counts.
        Map<UUID, Exclusion> newest = new LinkedHashMap<>();
        for (var appended : batch) {
            Exclusion exclusion = fold(appended.history());
            if (exclusion != null) {
                newest.put(exclusion.id(), exclusion);
            }
        }
        SortedSet<String> subjects =
                newest.values().stream().map(Exclusion::subject).collect(toCollection(TreeSet::new));
        return Future.join(
                ExclusionTable.upsert(connection, List.copyOf(newest.values())), Recount.of(connection, subjects));
    }

    static @Nullable Exclusion fold(List<Recorded<ExclusionEvent>> history) {
        return Exclusion.fold(history.stream().map(Recorded::event).toList());
    }
}
