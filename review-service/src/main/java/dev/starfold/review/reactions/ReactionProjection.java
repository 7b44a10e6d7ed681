package dev.starfold.review.reactions;

import dev.starfold.eventstore.projection.ProjectionTransaction;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.review.store.ReactionColumns;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Applies reaction states: the newest version of a reaction wins, whole, and what it changes is added to its review's
 * counts, whatever the review's status. A review that isn't there is counted when it is inserted.
 */
public final class ReactionProjection {

    /** As the table of projections has it. */
    public static final String NAME = "reactions";

    /**
     * In the order of ids, as the append locks them. A statement of its own, so that the next one sees what those who held
     * the locks before have committed. A reaction's id comes of its review's, so no other review can be touched.
     */
    private static final String LOCK_REVIEWS = """
            select from review where id = any($1::uuid[]) order by id for no key update
            """;

    /** Only the live slot's reactions stand in the reviews' columns; those of a slot being built do from the switch on. */
    private static final String APPLY = """
            with change as (
                insert into reaction (slot, reaction_id, review_id, user_id, kind, active, version, since)
                select coalesce($8::smallint, (select slot from projection where name = 'reactions')), polled.*
                from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::int[],
                    $7::timestamptz[]) as polled(id)
                order by polled.id
                on conflict (slot, reaction_id) do update
                set review_id = excluded.review_id, user_id = excluded.user_id, kind = excluded.kind,
                    active = excluded.active, version = excluded.version, since = excluded.since
                where excluded.version > reaction.version
                returning old.review_id as old_review_id, old.kind as old_kind, old.active as old_active,
                          new.review_id, new.kind, new.active
            ), vote as (
                select old_review_id as review_id, old_kind as kind, -1 as n from change where old_active
                union all
                select review_id, kind, 1 from change where active
            ), difference as (
                select review_id, %s as counts from vote group by review_id
            ), sum as materialized (
                select review.id, reactions_added(review.reactions, difference.counts) as counts
                from difference join review on review.id = difference.review_id
                where $8::smallint is null and difference.counts <> array_fill(0, array[7])
            ), counted as (
                update review set %s from sum where review.id = sum.id
            )
            select count(*) from change
            """.formatted(ReactionColumns.COUNTS, ReactionColumns.setTo("sum.counts"));

    private final Pool pool;
    private final @Nullable Short slot;

    /** @param slot where it applies them; {@code null}: in whichever is live */
    public ReactionProjection(Pool pool, @Nullable Short slot) {
        this.pool = pool;
        this.slot = slot;
    }

    /** The log, folded here. */
    public Source<?> source() {
        return states();
    }

    Source<ReactionState> states() {
        return new Source<>(ReactionConsumer.CHANNEL, ReactionDecoder::decode, this::apply);
    }

    /**
     * Applies the states in one transaction, in any order and with any repetition.
     *
     * @return how many of them were news, once committed
     */
    Future<Long> apply(Collection<ReactionState> states) {
        // PostgreSQL rejects a key that comes twice in one upsert.
        Map<UUID, ReactionState> newest = new HashMap<>();
        states.forEach(state -> newest.merge(state.reactionId(), state, (a, b) -> b.version() > a.version() ? b : a));
        if (newest.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        var poll = List.copyOf(newest.values());
        var apply = new Statement(APPLY, columns(poll).addShort(slot));
        var reviews = column(poll, ReactionState::reviewId, UUID[]::new);
        var statements = slot == null
                ? List.of(new Statement(LOCK_REVIEWS, Tuple.tuple().addArrayOfUUID(reviews)), apply)
                : List.of(apply);
        return ProjectionTransaction.run(pool, NAME, slot, statements)
                .map(news -> news.iterator().next().getLong(0));
    }

    private static Tuple columns(List<ReactionState> poll) {
        return Tuple.tuple()
                .addArrayOfUUID(column(poll, ReactionState::reactionId, UUID[]::new))
                .addArrayOfUUID(column(poll, ReactionState::reviewId, UUID[]::new))
                .addArrayOfString(column(poll, ReactionState::user, String[]::new))
                .addArrayOfString(column(poll, ReactionState::kind, String[]::new))
                .addArrayOfBoolean(column(poll, ReactionState::active, Boolean[]::new))
                .addArrayOfInteger(column(poll, ReactionState::version, Integer[]::new))
                .addArrayOfOffsetDateTime(
                        column(poll, state -> state.since().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <T> T[] column(
            List<ReactionState> poll, Function<ReactionState, @Nullable T> field, IntFunction<T[]> array) {
        return poll.stream().map(field).toArray(array);
    }
}
