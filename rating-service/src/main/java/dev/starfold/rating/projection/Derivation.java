package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Adds up anew what the rows of some subjects come to, under the subjects' locks: whatever their sums were before, they are
 * right then, and the totals of their types change by as much as they did. So it doesn't matter how often this is done, nor
 * whether polls or exclusions come between: in every transaction a type's total is what its ratings add up to.
 */
final class Derivation {

    /** From one subject to the next, as many as are looked at: each may have many reviews. */
    private static final String ENSURE_SUBJECTS = """
            with recursive reviewed as (
                (select subject from review where slot = $1 and subject > $2 order by subject limit 1)
                union all
                select (select subject from review where slot = $1 and subject > reviewed.subject order by subject limit 1)
                from reviewed where subject is not null
            )
            insert into rating (slot, subject) select $1, subject from reviewed where subject is not null limit $3
            on conflict (slot, subject) do nothing
            """;

    /** A statement of its own, so that what follows sees what those who held the locks before have committed. */
    private static final String LOCK_SUBJECTS = """
            select subject from rating where slot = $1 and subject > $2 order by subject limit $3 for update
            """;

    /** Only where there are, or were, exclusions; loaded rows know of none. */
    private static final String EXCLUDE = """
            update review set excluded = not excluded
            where slot = $1 and subject = any(array(select subject from exclusion where subject = any($2::text[])))
              and excluded <> %s
            """.formatted(Sums.covered("review"));

    private static final String NO_PARTS = "delete from part where slot = $1 and subject = any($2::text[])";
    private static final String NO_DAYS = "delete from day where slot = $1 and subject = any($2::text[])";

    /** The totals come last: all subjects of a type meet on their row. */
    private static final String WRITE = """
            with %s, parted as (
                insert into part (slot, subject, preliminary, language, scores, recommendations, reactions, excluded)
                select $1, folded_part.* from folded_part
            ), dated as (
                insert into day (slot, subject, day, count, sum) select $1, folded_day.* from folded_day
            ), rated as (
                update rating
                set scores = coalesce(folded.scores, array_fill(0, array[10])),
                    recommendations = coalesce(folded.recommendations, array_fill(0, array[3])),
                    reactions = coalesce(folded.reactions, array_fill(0, array[7])),
                    excluded = coalesce(folded.excluded, 0),
                    updated_at = clock_timestamp()
                from unnest($2::text[]) as given (name) left join folded on folded.subject = name
                where rating.slot = $1 and rating.subject = name
                returning rating.type, old.scores as old_scores, new.scores as new_scores
            )
            insert into type_total (slot, type, count, sum)
            select $1, type, sum(after - before), sum(score * (after - before))
            from rated, unnest(old_scores, new_scores) with ordinality as given (before, after, score)
            where old_scores <> new_scores
            group by type order by type
            on conflict (slot, type) do update
            set count = type_total.count + excluded.count, sum = type_total.sum + excluded.sum,
                changed = excluded.changed
            """.formatted(Fold.of("$1", "excluded", " where subject = any($2::text[])"));

    private Derivation() {}

    /** Of so many subjects, at most, behind the one given; answers the last of them, if there are any behind it. */
    static Future<Optional<String>> step(Pool pool, short slot, String after, int count) {
        return ProjectionTransaction.within(pool, connection -> {
            var behind = Tuple.of(slot, after, count);
            var sent = List.of(
                    new Statement(Loading.NOT_MEANWHILE, Tuple.tuple()),
                    new Statement(ENSURE_SUBJECTS, behind),
                    new Statement(LOCK_SUBJECTS, behind));
            return ProjectionTransaction.all(connection, sent)
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> row.getString(0))
                            .toList())
                    .compose(subjects -> write(connection, slot, subjects)
                            .map(_ -> subjects.size() < count ? Optional.empty() : Optional.of(subjects.getLast())));
        });
    }

    private static Future<?> write(SqlConnection connection, short slot, List<String> subjects) {
        var parameters = Tuple.tuple().addShort(slot).addArrayOfString(subjects.toArray(String[]::new));
        return ProjectionTransaction.all(
                connection,
                Stream.of(EXCLUDE, NO_PARTS, NO_DAYS, WRITE)
                        .map(sql -> new Statement(sql, parameters))
                        .toList());
    }
}
