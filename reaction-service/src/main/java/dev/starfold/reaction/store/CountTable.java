package dev.starfold.reaction.store;

import dev.starfold.reaction.ReactionKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;

/** Writes the {@code reaction_count} table. */
final class CountTable {

    /**
     * What stands is read and written again within one statement: nobody else can write meanwhile, as whoever appends holds
     * the append lock. The sum is in the inserted row, rather than behind {@code set}, since a row that would be below zero
     * is refused before its conflict is looked for. The lateral with its limit keeps the plan on the index, also when it was
     * made while the table was empty.
     */
    private static final String ADD = """
            insert into reaction_count (review_id, nice, love_it, funny, confusing, informative, well_written, creative)
            select change.review_id,
                coalesce(before.nice, 0) + change.nice,
                coalesce(before.love_it, 0) + change.love_it,
                coalesce(before.funny, 0) + change.funny,
                coalesce(before.confusing, 0) + change.confusing,
                coalesce(before.informative, 0) + change.informative,
                coalesce(before.well_written, 0) + change.well_written,
                coalesce(before.creative, 0) + change.creative
            from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[])
                change(review_id, nice, love_it, funny, confusing, informative, well_written, creative)
            left join lateral (select * from reaction_count where review_id = change.review_id limit 1) before on true
            on conflict (review_id) do update set
                nice = excluded.nice, love_it = excluded.love_it, funny = excluded.funny,
                confusing = excluded.confusing, informative = excluded.informative,
                well_written = excluded.well_written, creative = excluded.creative
            """;

    private CountTable() {}

    /** Adds to each review's counts how much they changed, by kind. Fails, as the append must, where one would be negative. */
    static Future<?> add(SqlConnection connection, Map<UUID, Map<ReactionKind, Integer>> changes) {
        Tuple columns = Tuple.tuple().addValue(changes.keySet().toArray(UUID[]::new));
        for (ReactionKind kind : ReactionKind.values()) {
            columns.addValue(changes.values().stream()
                    .map(kinds -> kinds.getOrDefault(kind, 0))
                    .toArray(Integer[]::new));
        }
        return connection.preparedQuery(ADD).execute(columns);
    }
}
