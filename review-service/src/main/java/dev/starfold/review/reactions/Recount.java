package dev.starfold.review.reactions;

import dev.starfold.eventstore.operations.ReadModel.Slice;
import dev.starfold.review.store.ReactionColumns;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reviews' counts against a fresh fold of the reactions in a slot. */
public final class Recount {

    private static final int SLICE = 5_000;

    private static final UUID START = new UUID(0, 0);

    private static final String DIFFERS = """
            (review.reactions, review.reacted, review.helpful)
                is distinct from (wanted.counts, reactions_overall(wanted.counts), reactions_helpful(wanted.counts))""";

    /** The rows are locked in the order of ids, as the append locks them, before any is written. */
    private static final String RECOUNT =
            """
            with fold as (
                select review_id, %s as counts
                from (select review_id, kind, 1 as n from reaction where slot = $1 and active) as given
                group by review_id
            ), drifted as materialized (
                select review.id, wanted.counts
                from review
                left join fold on fold.review_id = review.id
                cross join lateral (select coalesce(fold.counts, array_fill(0, array[7])) as counts) as wanted
                where %s
                order by review.id for no key update of review
            )
            update review set %s from drifted where review.id = drifted.id
            """.formatted(ReactionColumns.COUNTS, DIFFERS, ReactionColumns.setTo("drifted.counts"));

    private static final String COMPARE = """
            select review.id, %s as differs,
                (review.reactions, review.reacted, review.helpful)::text as kept,
                (wanted.counts, reactions_overall(wanted.counts), reactions_helpful(wanted.counts))::text as counted
            from (select * from review where id > $1 order by id limit $2) as review
            cross join lateral (
                select %s as counts
                from (select kind, 1 as n from live_reaction where review_id = review.id and active) as given
            ) as wanted
            order by review.id
            """.formatted(DIFFERS, ReactionColumns.COUNTS);

    private Recount() {}

    /**
     * Writes the counts of the slot's reactions over the reviews' columns where they differ; part of the transaction in
     * which the slot becomes the live one, behind the projection's lock.
     *
     * @return how many reviews had other counts
     */
    public static Future<Integer> write(SqlConnection connection, short slot) {
        return connection
                .preparedQuery(RECOUNT)
                .execute(Tuple.tuple().addShort(slot))
                .map(written -> written.rowCount());
    }

    /**
     * Compares some reviews' counts with the live slot's reactions, as one statement sees both.
     *
     * @param after the id where the slice before ended; {@code null} for the first
     */
    public static Future<Slice> compare(Pool pool, @Nullable String after) {
        var start = after == null ? START : UUID.fromString(after);
        return pool.preparedQuery(COMPARE).execute(Tuple.of(start, SLICE)).map(rows -> {
            var drifted = new ArrayList<String>();
            UUID last = start;
            for (var row : rows) {
                last = row.getUUID("id");
                if (row.getBoolean("differs")) {
                    drifted.add("review %s: %s instead of %s"
                            .formatted(last, row.getString("kept"), row.getString("counted")));
                }
            }
            return new Slice(rows.size(), drifted, rows.size() < SLICE ? null : last.toString());
        });
    }
}
