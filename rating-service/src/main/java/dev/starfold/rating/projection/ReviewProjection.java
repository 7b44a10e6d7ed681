package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies review states to the read model: the newest version of a review wins, whole, and what it changes is added to its
 * subject's counts, with those of its reactions, and to its type's totals in the same transaction. Applying anything again,
 * late, or from two processes at once changes nothing, so there is nothing here that could drift.
 */
public final class ReviewProjection {

    /** Also the subjects that these reviews are known under: the sums there lose what moves away. */
    private static final String LOCK_SUBJECTS = """
            with target as (
                select coalesce($3::smallint, (select slot from projection where name = 'ratings')) as slot
            )
            select from rating
            where slot = (select slot from target)
              and subject = any($1::text[] || array(select subject from review
                                                    where slot = (select slot from target)
                                                      and review_id = any($2::uuid[])))
            order by subject for update
            """;

    /**
     * A review whose counting turned takes its active reactions along. The totals come last: all polls of a type meet on
     * their row, so it is to be held for the shortest time. The rows of the rating are there, and locked; the conflict
     * with them and the lateral keep the plan on the indexes, also while a slot is too young to have statistics.
     */
    private static final String APPLY = """
            with target as (
                select coalesce($11::smallint, (select slot from projection where name = 'ratings')) as slot
            ), change as (
                insert into review (slot, review_id, subject, author, score, recommendation, preliminary, language,
                                    submitted_at, status, version)
                select target.slot, polled.*
                from target, unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::boolean[],
                                    $7::text[], $8::timestamptz[], $9::text[], $10::integer[]) as polled
                on conflict (slot, review_id) do update
                set subject = excluded.subject, author = excluded.author, score = excluded.score,
                    recommendation = excluded.recommendation, preliminary = excluded.preliminary,
                    language = excluded.language, submitted_at = excluded.submitted_at, status = excluded.status,
                    version = excluded.version
                where excluded.version > review.version
                returning old.subject as old_subject, old.score as old_score,
                          old.recommendation as old_recommendation, old.status as old_status,
                          new.review_id, new.subject, new.score, new.recommendation, new.status
            ), vote as (
                select review_id, old_subject as subject, old_score as score, old_recommendation as recommendation,
                       -1 as n
                from change where old_status = 'public'
                union all
                select review_id, subject, score, recommendation, 1 from change where status = 'public'
            ), turned as (
                select review_id, subject, sum(n) as n from vote group by review_id, subject having sum(n) <> 0
            ), tally as (
                select subject, score, recommendation, null as kind, sum(n) as n
                from vote group by subject, score, recommendation having sum(n) <> 0
                union all
                select subject, null, null, kind, sum(n)
                from turned cross join lateral (
                    select kind from reaction
                    where slot = (select slot from target) and review_id = turned.review_id
                      and subject = turned.subject and active
                    offset 0
                ) given
                group by subject, kind having sum(n) <> 0
            ), difference as (
                select subject, sum(n) filter (where score > 0) as count, sum(n * score) as sum,
                       array[sum(n) filter (where score = 1), sum(n) filter (where score = 2),
                             sum(n) filter (where score = 3), sum(n) filter (where score = 4),
                             sum(n) filter (where score = 5), sum(n) filter (where score = 6),
                             sum(n) filter (where score = 7), sum(n) filter (where score = 8),
                             sum(n) filter (where score = 9), sum(n) filter (where score = 10)]::bigint[] as scores,
                       array[sum(n) filter (where recommendation = 'recommended'),
                             sum(n) filter (where recommendation = 'mixed-feelings'),
                             sum(n) filter (where recommendation = 'not-recommended')]::bigint[] as recommendations,
                       array[sum(n) filter (where kind = 'nice'), sum(n) filter (where kind = 'love-it'),
                             sum(n) filter (where kind = 'funny'), sum(n) filter (where kind = 'confusing'),
                             sum(n) filter (where kind = 'informative'),
                             sum(n) filter (where kind = 'well-written'),
                             sum(n) filter (where kind = 'creative')]::bigint[] as reactions
                from tally group by subject
            ), rated as (
                insert into rating (slot, subject, scores, recommendations, reactions)
                select target.slot, subject, scores, recommendations, reactions from target, difference
                on conflict (slot, subject) do update
                set scores = array(select a + coalesce(b, 0) from unnest(rating.scores, excluded.scores)
                                   with ordinality as pair(a, b, i) order by i),
                    recommendations = array(select a + coalesce(b, 0) from unnest(rating.recommendations, excluded.recommendations)
                                            with ordinality as pair(a, b, i) order by i),
                    reactions = array(select a + coalesce(b, 0) from unnest(rating.reactions, excluded.reactions)
                                      with ordinality as pair(a, b, i) order by i),
                    updated_at = clock_timestamp()
            ), totalled as (
                insert into type_total (slot, type, count, sum)
                select target.slot, split_part(subject, ':', 1) as type, sum(count), sum(sum)
                from target, difference where count is not null group by target.slot, type order by type
                on conflict (slot, type) do update
                set count = type_total.count + excluded.count, sum = type_total.sum + excluded.sum
            )
            select count(*) from change
            """;

    private final Pool pool;
    private final @Nullable Short slot;

    /** @param slot where it applies them; {@code null}: in whichever is live */
    public ReviewProjection(Pool pool, @Nullable Short slot) {
        this.pool = pool;
        this.slot = slot;
    }

    /** The log, folded here. */
    public Source<ReviewState> source() {
        return new Source<>(Channels.REVIEWS, record -> ReviewDecoder.decode(record.value()), this::apply);
    }

    /**
     * Applies the states in one transaction, in any order and with any repetition.
     *
     * @return how many of them were news, once committed
     */
    public Future<Long> apply(Collection<ReviewState> states) {
        var poll = Poll.of(states);
        return SubjectTransaction.run(
                pool, slot, poll, LOCK_SUBJECTS, APPLY, columns(poll).addShort(slot));
    }

    private static Tuple columns(Poll<ReviewState> poll) {
        return Tuple.tuple()
                .addArrayOfUUID(poll.column(ReviewState::reviewId, UUID[]::new))
                .addArrayOfString(poll.column(ReviewState::subject, String[]::new))
                .addArrayOfString(poll.column(ReviewState::author, String[]::new))
                .addArrayOfShort(poll.column(ReviewProjection::score, Short[]::new))
                .addArrayOfString(poll.column(ReviewState::recommendation, String[]::new))
                .addArrayOfBoolean(poll.column(ReviewState::preliminary, Boolean[]::new))
                .addArrayOfString(poll.column(ReviewState::language, String[]::new))
                .addArrayOfOffsetDateTime(poll.column(ReviewProjection::submittedAt, OffsetDateTime[]::new))
                .addArrayOfString(poll.column(ReviewState::status, String[]::new))
                .addArrayOfInteger(poll.column(ReviewState::version, Integer[]::new));
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
