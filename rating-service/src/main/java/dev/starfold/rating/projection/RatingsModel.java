package dev.starfold.rating.projection;

import dev.starfold.eventstore.erasure.UserErasures;
import dev.starfold.eventstore.operations.ReadModel;
import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of ratings: built anew from both logs, verified against its own contribution rows and the exclusions. */
public final class RatingsModel implements ReadModel {

    private static final int SLICE = 500;

    /** Sorts behind all subjects: the slice that compares the totals of the types. */
    private static final String TOTALS = "~";

    /** One by one, by key: whatever is known of the tables' sizes, no plan reads one of them once for each row of the other. */
    private static final String BEHIND = """
            (select 'review' as what, live.review_id as id, live.version
             from review live left join review built on built.slot = $1 and built.review_id = live.review_id
             where live.slot = $2 and coalesce(built.version, 0) < live.version limit 1)
            union all
            (select 'reaction', live.reaction_id, live.version
             from reaction live left join reaction built on built.slot = $1 and built.reaction_id = live.reaction_id
             where live.slot = $2 and coalesce(built.version, 0) < live.version limit 1)
            """;

    private static final String VERIFY = """
            with live as (
                select slot from projection where name = 'ratings'
            ), slice as (
                select subject from rating
                where slot = (select slot from live) and subject > $1 order by subject limit $2
            ), bound as (
                select case when count(*) < $2 then '~' else max(subject) end as last, count(*) as checked from slice
            ), %1$s, expected as (
                select 'rating of ' || subject as name, scores || recommendations || reactions || excluded as figures
                from folded
                union all
                select concat_ws(' ', 'part of', subject, preliminary, language),
                       scores || recommendations || reactions || excluded
                from folded_part
                union all
                select concat_ws(' ', 'day of', subject, day), array[count, sum] from folded_day
            ), actual as (
                select 'rating of ' || subject as name, scores || recommendations || reactions || excluded as figures
                from rating, bound where slot = (select slot from live) and subject > $1 and subject <= bound.last
                union all
                select concat_ws(' ', 'part of', subject, preliminary, language),
                       scores || recommendations || reactions || excluded
                from part, bound where slot = (select slot from live) and subject > $1 and subject <= bound.last
                union all
                select concat_ws(' ', 'day of', subject, day), array[count, sum]
                from day, bound where slot = (select slot from live) and subject > $1 and subject <= bound.last
            )
            select bound.last, bound.checked, drift.*
            from bound left join lateral (
                select name, actual.figures::text as actual, expected.figures::text as expected
                from (select * from actual where 0 <> any (figures)) as actual full join expected using (name)
                where actual.figures is distinct from expected.figures
                order by name
            ) as drift on true
            """.formatted(Fold.of(
            "(select slot from live)", Sums.covered("review"), ", bound where subject > $1 and subject <= bound.last"));

    private static final String VERIFY_TOTALS = """
            with live as (
                select slot from projection where name = 'ratings'
            ), expected as (
                select type, sum(n) as count, sum(score * n) as sum
                from rating, unnest(scores) with ordinality as given(n, score)
                where slot = (select slot from live) group by type
            ), actual as (
                select type, count, sum from type_total where slot = (select slot from live)
            )
            select null as last, (select count(*) from actual) as checked, 'total of ' || type as name,
                   concat_ws('/', actual.sum, actual.count) as actual, concat_ws('/', expected.sum, expected.count) as expected
            from actual full join expected using (type)
            where coalesce(actual.count, 0) <> coalesce(expected.count, 0)
               or coalesce(actual.sum, 0) <> coalesce(expected.sum, 0)
            order by type
            """;

    private final UserErasures erasures;

    RatingsModel(UserErasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public String name() {
        return "ratings";
    }

    @Override
    public List<Source<?>> sources(Pool pool, @Nullable Short slot) {
        return List.of(new ReviewProjection(pool, slot).source(), new ReactionProjection(pool, slot).source());
    }

    @Override
    public List<Source<?>> others(Pool pool) {
        return List.of(erasures.source());
    }

    @Override
    public Future<Optional<String>> derive(Pool pool, short slot, @Nullable String after, int count) {
        return Derivation.step(pool, slot, after == null ? "" : after, count);
    }

    @Override
    public List<String> tables() {
        return List.of("rating", "review", "reaction", "part", "day", "type_total");
    }

    /** Of {@code rating}, whoever changes exclusions locks rows in both slots, and leaves those that weren't there. */
    @Override
    public List<String> contributions() {
        return List.of("review", "reaction");
    }

    @Override
    public Future<Optional<String>> behind(SqlConnection connection, short slot, short live) {
        return connection.preparedQuery(BEHIND).execute(Tuple.of(slot, live)).map(rows -> {
            for (Row row : rows) {
                return Optional.of("it lacks version %d of %s %s"
                        .formatted(row.getInteger("version"), row.getString("what"), row.getUUID("id")));
            }
            return Optional.empty();
        });
    }

    @Override
    public Future<?> switching(SqlConnection connection, short slot) {
        return connection.query(Changes.TELL_OF_ANY).execute();
    }

    @Override
    public Future<Long> size(Pool pool) {
        return pool.query("select count(*) from live_rating")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<Slice> verify(Pool pool, @Nullable String after) {
        if (TOTALS.equals(after)) {
            return pool.query(VERIFY_TOTALS).execute().map(rows -> new Slice(0, drifted(rows), null));
        }
        return pool.preparedQuery(VERIFY)
                .execute(Tuple.of(after == null ? "" : after, SLICE))
                .map(rows -> {
                    Row first = rows.iterator().next();
                    return new Slice(first.getLong("checked"), drifted(rows), first.getString("last"));
                });
    }

    private static List<String> drifted(RowSet<Row> rows) {
        var drifted = new ArrayList<String>();
        for (Row row : rows) {
            if (row.getString("name") != null) {
                drifted.add("%s: %s, folded %s"
                        .formatted(row.getString("name"), row.getString("actual"), row.getString("expected")));
            }
        }
        return drifted;
    }
}
