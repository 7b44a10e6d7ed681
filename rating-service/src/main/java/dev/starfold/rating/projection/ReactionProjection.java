package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies reaction states to the read model: the newest version of a reaction wins, whole, and what it changes is added to
 * its subject's counts if its review counts now. If that begins or ends later, {@link ReviewProjection} takes the reaction
 * along. So it doesn't matter which log is ahead.
 */
public final class ReactionProjection {

    private static final String LOCK_SUBJECTS = """
            with target as (
                select coalesce($3::smallint, (select slot from projection where name = 'ratings')) as slot
            )
            select from rating
            where slot = (select slot from target)
              and subject = any($1::text[] || array(select subject from reaction
                                                    where slot = (select slot from target)
                                                      and reaction_id = any($2::uuid[])))
            order by subject for update
            """;

    /** Given {@code target}. */
    private static final String UPSERT = """
            insert into reaction (slot, reaction_id, review_id, subject, kind, active, version)
            select target.slot, polled.*
            from target, unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::integer[]) as polled
            on conflict (slot, reaction_id) do update
            set review_id = excluded.review_id, subject = excluded.subject, kind = excluded.kind,
                active = excluded.active, version = excluded.version
            where excluded.version > reaction.version
            """;

    /** The lateral keeps the plan on the index, also while a slot is too young to have statistics. */
    private static final String APPLY = """
            with target as (
                select coalesce($7::smallint, (select slot from projection where name = 'ratings')) as slot
            ), change as (
                %s
                returning old.review_id as old_review_id, old.subject as old_subject, old.kind as old_kind,
                          old.active as old_active, new.review_id, new.subject, new.kind, new.active
            ), vote as (
                select old_review_id as review_id, old_subject as subject, old_kind as kind, -1 as n
                from change where old_active
                union all
                select review_id, subject, kind, 1 from change where active
            ), tally as (
                select subject, preliminary, language, null::integer as score, null as recommendation, kind,
                       false as excluded, sum(n) as n
                from vote cross join lateral (
                    select coalesce(preliminary, false) as preliminary, coalesce(language, '') as language from review
                    where slot = (select slot from target) and review_id = vote.review_id
                      and subject = vote.subject and status = 'public' and not excluded
                    limit 1
                ) counted
                group by subject, preliminary, language, kind having sum(n) <> 0
            ), %s
            %s""".formatted(UPSERT, Sums.COUNTS, Changes.NEWS);

    /** No index finds reactions by their subject later, and not each subject has reviews. */
    private static final String LOAD_SUBJECTS = """
            insert into rating (slot, subject)
            select $1::smallint, subject from unnest($2::text[]) as polled (subject)
            where not exists (select from rating where slot = $1::smallint and rating.subject = polled.subject)
            on conflict (slot, subject) do nothing
            """;

    private static final String LOAD = "with target as (select $7::smallint as slot) " + UPSERT;

    private final SubjectTransaction transaction;
    private final @Nullable Short slot;

    /** @param slot where it applies them; {@code null}: in whichever is live */
    public ReactionProjection(Pool pool, @Nullable Short slot) {
        this(new SubjectTransaction(pool, slot, subjects -> Changes.tellOf(pool, subjects)), slot);
    }

    private ReactionProjection(SubjectTransaction transaction, @Nullable Short slot) {
        this.transaction = transaction;
        this.slot = slot;
    }

    /** Applies them in whichever slot is live, of which this instance hears at once. */
    static ReactionProjection live(Pool pool, Changes changes) {
        return new ReactionProjection(new SubjectTransaction(pool, null, changes::tell), null);
    }

    /** The log, folded here. */
    public Source<ReactionState> source() {
        return new Source<>(
                Channels.REACTIONS,
                record -> ReactionDecoder.decode(record.value()),
                this::apply,
                slot == null ? null : states -> load(slot, states));
    }

    /**
     * Applies the states, those of a subject in one transaction, in any order and with any repetition.
     *
     * @return how many of them were news, once committed
     */
    public Future<Long> apply(Collection<ReactionState> states) {
        return transaction.run(Poll.of(states), LOCK_SUBJECTS, APPLY, ReactionProjection::columns);
    }

    /** What writes the states' rows alone. */
    static List<Statement> load(short slot, Collection<ReactionState> states) {
        var poll = Poll.of(states);
        var subjects = Tuple.tuple().addShort(slot).addArrayOfString(poll.subjects());
        return List.of(
                Loading.alone(),
                new Statement(LOAD_SUBJECTS, subjects),
                new Statement(LOAD, columns(poll).addShort(slot)));
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
