package dev.starfold.rating.chart;

import dev.starfold.eventstore.erasure.Chunks;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the types whose ratings changed, each in a transaction of its own, one instance at a time. A type is left alone for
 * nine times as long as ranking it took, so that neither the time spent nor what is kept grows with its size.
 */
public final class Ranker {

    /** For how long a ranking that was superseded may still be paged through. */
    static final Duration KEPT = Duration.ofMinutes(15);

    /**
     * Plans of their own for each type, and no compilation, which would take longer than it saves. No nested loops either:
     * of tables too young to have statistics PostgreSQL expects a few rows, and would compare all with all.
     */
    private static final String ALONE = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
                   set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true),
                   pg_try_advisory_xact_lock(hashtextextended('starfold ranking', 0)) as alone
            """;

    private static final String FORGET = """
            delete from ranking where superseded_at < clock_timestamp() - make_interval(secs => $1)
            """;

    /** A type may also have lost its total, by a rebuild. */
    private static final String DUE = """
            select coalesce(total.type, newest.type)
            from live_type_total total
            full join (select * from ranking where superseded_at is null) newest on newest.type = total.type
            where newest.id is null
               or (total.changed is distinct from newest.changed or newest.weight <> $1)
                  and newest.ranked_at + 10 * newest.took <= clock_timestamp()
            order by newest.ranked_at nulls first limit 1
            """;

    private static final String SUPERSEDE =
            "update ranking set superseded_at = clock_timestamp() where type = $1 and superseded_at is null";

    private static final String TOOK =
            "update ranking set took = clock_timestamp() - ranked_at where type = $1 and superseded_at is null";

    private final Pool pool;
    private final int weight;

    /** @param weight m, how many reviews the type's mean weighs */
    public Ranker(Pool pool, int weight) {
        this.pool = pool;
        this.weight = weight;
    }

    /**
     * Ranks what is due, unless another instance is at it.
     *
     * @return how many types were ranked, once committed
     */
    public Future<Integer> rank() {
        AtomicInteger ranked = new AtomicInteger();
        return Chunks.repeat(pool, connection -> rankNext(connection).onSuccess(ranked::addAndGet))
                .map(_ -> ranked.get());
    }

    /** Answers 1, or 0 if there was nothing to do. */
    private Future<Integer> rankNext(SqlConnection connection) {
        return connection
                .query(ALONE)
                .execute()
                .compose(row -> row.iterator().next().getBoolean("alone")
                        ? connection
                                .preparedQuery(FORGET)
                                .execute(Tuple.of((double) KEPT.toSeconds()))
                                .compose(_ -> due(connection))
                                .compose(type -> type == null
                                        ? Future.succeededFuture(0)
                                        : rank(connection, type).map(1))
                        : Future.succeededFuture(0));
    }

    private Future<@Nullable String> due(SqlConnection connection) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(weight))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
    }

    private static Future<?> run(SqlConnection connection, String sql, String type) {
        return connection.preparedQuery(sql).execute(Tuple.of(type));
    }

    private Future<?> rank(SqlConnection connection, String type) {
        return run(connection, SUPERSEDE, type)
                .compose(_ -> connection.preparedQuery(Ranking.RANK).execute(Tuple.of(type, weight)))
                .compose(_ -> run(connection, TOOK, type));
    }
}
