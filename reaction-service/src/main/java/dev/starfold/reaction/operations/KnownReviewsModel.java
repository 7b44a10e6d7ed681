package dev.starfold.reaction.operations;

import dev.starfold.eventstore.operations.ReadModel;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.reaction.erasing.Erasures;
import dev.starfold.reaction.reviews.ReviewTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of reviews is built anew from their log. What is verified are the counts per review, which the append's own
 * transaction keeps, against the reactions that stand.
 */
final class KnownReviewsModel implements ReadModel {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String BEHIND = """
            select live.review_id, live.version
            from known_review live
            left join known_review built on built.slot = $1 and built.review_id = live.review_id
            where live.slot = $2 and coalesce(built.version, 0) < live.version
            order by live.review_id limit 1
            """;

    /** Also reviews with reactions and without a count, as far as the slice reaches. */
    private static final String VERIFY = """
            with counted as (
                select review_id, array[nice, love_it, funny, confusing, informative, well_written, creative] as counts
                from reaction_count where review_id > $1 order by review_id limit $2
            ), bound as (
                select case when count(*) < $2 then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid
                            else (array_agg(review_id order by review_id desc))[1] end as last
                from counted
            ), folded as (
                select review_id, array[
                    count(*) filter (where kind = 'nice'), count(*) filter (where kind = 'love-it'),
                    count(*) filter (where kind = 'funny'), count(*) filter (where kind = 'confusing'),
                    count(*) filter (where kind = 'informative'), count(*) filter (where kind = 'well-written'),
                    count(*) filter (where kind = 'creative')]::int[] as counts
                from reaction, bound where active and review_id > $1 and review_id <= bound.last
                group by review_id
            ), nothing as (
                select array_fill(0, array[7]) as counts
            )
            select bound.last, (select count(*) from counted) as checked, drifted.*
            from bound left join lateral (
                select review_id, coalesce(counted.counts, nothing.counts) as counts,
                       coalesce(folded.counts, nothing.counts) as folded
                from nothing, counted full join folded using (review_id)
                where coalesce(counted.counts, nothing.counts) <> coalesce(folded.counts, nothing.counts)
                order by review_id
            ) as drifted on true
            """;

    private static final int SLICE = 1_000;

    private final Erasures erasures;

    KnownReviewsModel(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public String name() {
        return "known-reviews";
    }

    @Override
    public List<Source<?>> sources(Pool pool, @Nullable Short slot) {
        return List.of(new ReviewTable(pool, slot).source(() -> {}));
    }

    @Override
    public List<Source<?>> others(Pool pool) {
        return List.of(erasures.source());
    }

    @Override
    public List<String> tables() {
        return List.of("known_review");
    }

    @Override
    public Future<Optional<String>> behind(SqlConnection connection, short slot, short live) {
        return connection.preparedQuery(BEHIND).execute(Tuple.of(slot, live)).map(rows -> {
            for (Row row : rows) {
                return Optional.of("it lacks version %d of review %s".formatted(row.getInteger(1), row.getUUID(0)));
            }
            return Optional.empty();
        });
    }

    @Override
    public Future<Long> size(Pool pool) {
        return pool.query("select count(*) from reaction_count")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<Slice> verify(Pool pool, @Nullable String after) {
        return pool.preparedQuery(VERIFY)
                .execute(Tuple.of(after == null ? FIRST : UUID.fromString(after), SLICE))
                .map(rows -> {
                    var drifted = new ArrayList<String>();
                    long checked = 0;
                    UUID last = FIRST;
                    for (Row row : rows) {
                        last = row.getUUID("last");
                        checked = row.getLong("checked");
                        if (row.getUUID("review_id") != null) {
                            drifted.add("review %s: %s, folded %s"
                                    .formatted(
                                            row.getUUID("review_id"),
                                            List.of(row.getArrayOfIntegers("counts")),
                                            List.of(row.getArrayOfIntegers("folded"))));
                        }
                    }
                    return new Slice(checked, drifted, checked < SLICE ? null : last.toString());
                });
    }
}
