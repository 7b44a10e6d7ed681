package dev.starfold.rating.projection;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Applies review states to the read model: the newest version of a review wins, whole, and what it changes is added to its
 * subject's counts and its type's totals in the same transaction. Applying anything again, late, or from two processes at
 * once changes nothing, so there is nothing here that could drift.
 */
public final class RatingProjection {

    /**
     * The timeouts free the others when a holder of locks is stopped. Plans are made anew each time: one made while the
     * tables were empty would scan them for ever.
     */
    private static final String BEGIN = """
            begin;
            set local lock_timeout = '20s';
            set local idle_in_transaction_session_timeout = '20s';
            set local plan_cache_mode = force_custom_plan
            """;

    private static final String ENSURE_SUBJECTS = """
            insert into rating (subject)
            select touched.subject from unnest($1::text[]) as touched(subject) order by touched.subject
            on conflict (subject) do nothing
            """;

    /** A statement of its own: what follows must see what those who held the locks before have committed. */
    private static final String LOCK_SUBJECTS = """
            select from rating where subject = any($1::text[]) order by subject for update
            """;

    /** The totals come last: all polls of a type meet on their row, so it is to be held for the shortest time. */
    private static final String APPLY = """
            with change as (
                insert into review (review_id, subject, author, score, recommendation, preliminary, language,
                                    submitted_at, status, version)
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::boolean[],
                                     $7::text[], $8::timestamptz[], $9::text[], $10::integer[])
                on conflict (review_id) do update
                set subject = excluded.subject, author = excluded.author, score = excluded.score,
                    recommendation = excluded.recommendation, preliminary = excluded.preliminary,
                    language = excluded.language, submitted_at = excluded.submitted_at, status = excluded.status,
                    version = excluded.version
                where excluded.version > review.version
                returning old.subject as old_subject, old.score as old_score,
                          old.recommendation as old_recommendation, old.status as old_status,
                          new.subject, new.score, new.recommendation, new.status
            ), vote as (
                select old_subject as subject, old_score as score, old_recommendation as recommendation, -1 as n
                from change where old_status = 'public'
                union all
                select subject, score, recommendation, 1 from change where status = 'public'
            ), tally as (
                select subject, score, recommendation, sum(n) as n
                from vote group by subject, score, recommendation having sum(n) <> 0
            ), difference as (
                select subject, split_part(subject, ':', 1) as type, sum(n) as count, sum(n * score) as sum,
                       array[sum(n * (score = 1)::int), sum(n * (score = 2)::int), sum(n * (score = 3)::int),
                             sum(n * (score = 4)::int), sum(n * (score = 5)::int), sum(n * (score = 6)::int),
                             sum(n * (score = 7)::int), sum(n * (score = 8)::int), sum(n * (score = 9)::int),
                             sum(n * (score = 10)::int)]::bigint[] as scores,
                       array[sum(n * (recommendation = 'recommended')::int),
                             sum(n * (recommendation = 'mixed-feelings')::int),
                             sum(n * (recommendation = 'not-recommended')::int)]::bigint[] as recommendations
                from tally group by subject
            ), rated as (
                update rating
                set scores = array(select a + b from unnest(rating.scores, difference.scores)
                                   with ordinality as pair(a, b, i) order by i),
                    recommendations = array(select a + b from unnest(rating.recommendations, difference.recommendations)
                                            with ordinality as pair(a, b, i) order by i),
                    updated_at = clock_timestamp()
                from difference where rating.subject = difference.subject
            ), totalled as (
                insert into type_total (type, count, sum)
                select type, sum(count), sum(sum) from difference group by type order by type
                on conflict (type) do update
                set count = type_total.count + excluded.count, sum = type_total.sum + excluded.sum
            )
            select count(*) from change
            """;

    private static final BinaryOperator<ReviewState> NEWEST = (a, b) -> b.version() > a.version() ? b : a;

    private final Pool pool;

    public RatingProjection(Pool pool) {
        this.pool = pool;
    }

    /**
     * Applies the states in one transaction, in any order and with any repetition.
     *
     * @return how many of them were news, once committed
     */
    public Future<Long> apply(Collection<ReviewState> states) {
        var newest = newestOfEach(states);
        return newest.isEmpty() ? Future.succeededFuture(0L) : pool.withConnection(c -> apply(c, newest));
    }

    /** PostgreSQL rejects a key that comes twice in one upsert; besides, what is outdated on arrival costs nothing here. */
    private static List<ReviewState> newestOfEach(Collection<ReviewState> states) {
        Map<UUID, ReviewState> newest = new HashMap<>();
        states.forEach(state -> newest.merge(state.reviewId(), state, NEWEST));
        return List.copyOf(newest.values());
    }

    /** Everything is written at once; whatever fails, COMMIT ends the transaction (then by rolling it back). */
    private static Future<Long> apply(SqlConnection connection, List<ReviewState> states) {
        var subjects = Tuple.of(
                states.stream().map(ReviewState::subject).distinct().sorted().toArray(String[]::new));
        var begun = connection.query(BEGIN).execute();
        var ensured = connection.preparedQuery(ENSURE_SUBJECTS).execute(subjects);
        var locked = connection.preparedQuery(LOCK_SUBJECTS).execute(subjects);
        var applied = connection.preparedQuery(APPLY).execute(columns(states));
        var committed = connection.query("commit").execute();
        var all = Future.join(List.of(begun, ensured, locked, applied, committed));
        return all.transform(done -> done.succeeded() ? Future.succeededFuture(news(applied)) : firstFailure(all));
    }

    private static Long news(Future<RowSet<Row>> applied) {
        return applied.result().iterator().next().getLong(0);
    }

    /** Those after the first only say that the transaction was aborted. */
    private static Future<Long> firstFailure(CompositeFuture all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.failed(i)) {
                return Future.failedFuture(all.cause(i));
            }
        }
        return Future.failedFuture("a transaction failed without a cause");
    }

    private static Tuple columns(List<ReviewState> states) {
        return Tuple.tuple()
                .addArrayOfUUID(column(states, ReviewState::reviewId, UUID[]::new))
                .addArrayOfString(column(states, ReviewState::subject, String[]::new))
                .addArrayOfString(column(states, ReviewState::author, String[]::new))
                .addArrayOfShort(column(states, RatingProjection::score, Short[]::new))
                .addArrayOfString(column(states, ReviewState::recommendation, String[]::new))
                .addArrayOfBoolean(column(states, ReviewState::preliminary, Boolean[]::new))
                .addArrayOfString(column(states, ReviewState::language, String[]::new))
                .addArrayOfOffsetDateTime(column(states, RatingProjection::submittedAt, OffsetDateTime[]::new))
                .addArrayOfString(column(states, ReviewState::status, String[]::new))
                .addArrayOfInteger(column(states, ReviewState::version, Integer[]::new));
    }

    private static <T> T[] column(
            List<ReviewState> states, Function<ReviewState, @Nullable T> field, IntFunction<T[]> array) {
        return states.stream().map(field).toArray(array);
    }

    private static @Nullable Short score(ReviewState state) {
        var score = state.score();
        return score == null ? null : score.shortValue();
    }

    private static @Nullable OffsetDateTime submittedAt(ReviewState state) {
        var at = state.submittedAt();
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
