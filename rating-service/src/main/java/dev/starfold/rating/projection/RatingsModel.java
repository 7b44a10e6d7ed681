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
            ), public_review as (
                select review.*, %1$s as covered
                from review, bound
                where slot = (select slot from live) and subject > $1 and subject <= bound.last and status = 'public'
            ), opinion as (
                select review_id, subject, coalesce(preliminary, false) as preliminary,
                       coalesce(language, '') as language, (submitted_at at time zone 'UTC')::date as day,
                       score, recommendation, covered
                from public_review
            ), tally as (
                select subject, preliminary, language, case when not covered then score end as score,
                       case when not covered then recommendation end as recommendation, null as kind,
                       covered as excluded, 1 as n
                from opinion
                union all
                select subject, preliminary, language, null, null, kind, false, 1
                from opinion cross join lateral (
                    select kind from reaction
                    where slot = (select slot from live) and review_id = opinion.review_id
                      and subject = opinion.subject and active
                    offset 0
                ) given
                where not covered
            ), expected as (
                select 'rating of ' || subject as name, scores || recommendations || reactions || excluded as figures
                from (select subject, %2$s from tally group by subject) as rating
                union all
                select concat_ws(' ', 'part of', subject, preliminary, language),
                       scores || recommendations || reactions || excluded
                from (select subject, preliminary, language, %2$s from tally group by subject, preliminary, language) as part
                union all
                select concat_ws(' ', 'day of', subject, day), array[count(*), sum(score)]
                from opinion where not covered group by subject, day
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
            """.formatted(Sums.covered("review"), Sums.differences());

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
    public List<String> tables() {
        return List.of("rating", "review", "reaction", "part", "day", "type_total");
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
