package dev.starfold.rating.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * What becomes of the counts of subjects whose exclusions changed: the reviews that are covered no more, or only now, are
 * marked, and the difference is added to all sums, in both slots, so that it doesn't matter which one is live or is built.
 */
public final class Recount {

    private static final List<Short> SLOTS = List.of((short) 0, (short) 1);

    /** Plans are made anew each time: one made while the tables were empty would scan them for ever. */
    private static final String PLANNED_ANEW = "set local plan_cache_mode = force_custom_plan";

    private static final String ENSURE_SUBJECTS = """
            insert into rating (slot, subject)
            select touched.slot, touched.subject from (
                select slot, subject from unnest($1::smallint[]) as slot, unnest($2::text[]) as subject
                order by slot, subject
            ) touched
            on conflict (slot, subject) do nothing
            """;

    /** A statement of its own, so that what follows sees what those who held the locks before have committed. */
    private static final String LOCK_SUBJECTS =
            "select from rating where subject = any($1::text[]) order by slot, subject for update";

    private static final String APPLY =
            """
            with target as (
                select $1::smallint as slot
            ), change as (
                update review set excluded = not excluded
                where slot = $1::smallint and subject = any($2::text[]) and excluded <> %s
                %s
            ), %s, %s, %s
            %s""".formatted(Sums.covered("review"), Sums.RETURNING, Sums.VOTES, Sums.COUNTS, Sums.TOTALS, Changes.NEWS);

    private Recount() {}

    /**
     * Counts anew what the exclusions, as this transaction left them, let count. All statements are issued before it returns.
     */
    public static Future<?> of(SqlConnection connection, SortedSet<String> subjects) {
        var names = subjects.toArray(String[]::new);
        var sent = new ArrayList<Future<?>>();
        sent.add(connection.query(PLANNED_ANEW).execute());
        sent.add(connection.query(Loading.NOT_MEANWHILE).execute());
        sent.add(connection
                .preparedQuery(ENSURE_SUBJECTS)
                .execute(Tuple.tuple()
                        .addArrayOfShort(SLOTS.toArray(Short[]::new))
                        .addArrayOfString(names)));
        sent.add(connection.preparedQuery(LOCK_SUBJECTS).execute(Tuple.tuple().addArrayOfString(names)));
        SLOTS.forEach(slot -> sent.add(connection
                .preparedQuery(APPLY)
                .execute(Tuple.tuple().addShort(slot).addArrayOfString(names))));
        sent.add(Changes.tellOf(connection, subjects));
        return Future.join(sent);
    }
}
