package dev.starfold.rating.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.UUID;

/**
 * Applies reaction states to the read model: the newest version of a reaction wins, whole, and what it changes is added to
 * its subject's counts if its review counts now. If that begins or ends later, {@link ReviewProjection} takes the reaction
 * along. So it doesn't matter which log is ahead.
 */
public final class ReactionProjection {

    private static final String LOCK_SUBJECTS = """
            select from rating
            where subject = any($1::text[] || array(select subject from reaction where reaction_id = any($2::uuid[])))
            order by subject for update
            """;

    private static final String APPLY = """
            with change as (
                insert into reaction (reaction_id, review_id, subject, kind, active, version)
                select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::integer[])
                on conflict (reaction_id) do update
                set review_id = excluded.review_id, subject = excluded.subject, kind = excluded.kind,
                    active = excluded.active, version = excluded.version
                where excluded.version > reaction.version
                returning old.review_id as old_review_id, old.subject as old_subject, old.kind as old_kind,
                          old.active as old_active, new.review_id, new.subject, new.kind, new.active
            ), vote as (
                select old_review_id as review_id, old_subject as subject, old_kind as kind, -1 as n
                from change where old_active
                union all
                select review_id, subject, kind, 1 from change where active
            ), tally as (
                select subject, kind, sum(n) as n
                from vote join review using (review_id, subject) where status = 'public'
                group by subject, kind having sum(n) <> 0
            ), difference as (
                select subject,
                       array[sum(n) filter (where kind = 'nice'), sum(n) filter (where kind = 'love-it'),
                             sum(n) filter (where kind = 'funny'), sum(n) filter (where kind = 'confusing'),
                             sum(n) filter (where kind = 'informative'),
                             sum(n) filter (where kind = 'well-written'),
                             sum(n) filter (where kind = 'creative')]::bigint[] as reactions
                from tally group by subject
            ), rated as (
                update rating
                set reactions = array(select a + coalesce(b, 0) from unnest(rating.reactions, difference.reactions)
                                      with ordinality as pair(a, b, i) order by i),
                    updated_at = clock_timestamp()
                from difference where rating.subject = difference.subject
            )
            select count(*) from change
            """;

    private final Pool pool;

    public ReactionProjection(Pool pool) {
        this.pool = pool;
    }

    /**
     * Applies the states in one transaction, in any order and with any repetition.
     *
     * @return how many of them were news, once committed
     */
    public Future<Long> apply(Collection<ReactionState> states) {
        var poll = Poll.of(states);
        return SubjectTransaction.of(poll, LOCK_SUBJECTS, APPLY, columns(poll)).on(pool);
    }

    private static Tuple columns(Poll<ReactionState> poll) {
        return Tuple.tuple()
                .addArrayOfUUID(poll.column(ReactionState::reactionId, UUID[]::new))
                .addArrayOfUUID(poll.column(ReactionState::reviewId, UUID[]::new))
                .addArrayOfString(poll.column(ReactionState::subject, String[]::new))
                .addArrayOfString(poll.column(ReactionState::kind, String[]::new))
                .addArrayOfBoolean(poll.column(ReactionState::active, Boolean[]::new))
                .addArrayOfInteger(poll.column(ReactionState::version, Integer[]::new));
    }
}
