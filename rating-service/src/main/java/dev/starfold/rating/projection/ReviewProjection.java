package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies review states to the read model: the newest version of a review wins, whole, and what it changes is added to its
 * subject's counts, with those of its reactions, and to its type's totals in the same transaction. It counts while it is
 * public and no exclusion covers it. Applying anything again,
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

    /** Given {@code target}, and whether a review of {@code polled} is excluded. */
    private static final String UPSERT = """
            insert into review (slot, review_id, subject, author, score, recommendation, preliminary, language,
                                submitted_at, status, version, excluded)
            select target.slot, polled.*, %s
            from target, unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::boolean[],
                                $7::text[], $8::timestamptz[], $9::text[], $10::integer[])
                 as polled (review_id, subject, author, score, recommendation, preliminary, language, submitted_at,
                            status, version)
            on conflict (slot, review_id) do update
            set subject = excluded.subject, author = excluded.author, score = excluded.score,
                recommendation = excluded.recommendation, preliminary = excluded.preliminary,
                language = excluded.language, submitted_at = excluded.submitted_at, status = excluded.status,
                version = excluded.version, excluded = excluded.excluded
            where excluded.version > review.version
            """;

    /** The exclusions are read after the locks were taken, which also those wait for that change them. */
    private static final String APPLY = """
            with target as (
                select coalesce($11::smallint, (select slot from projection where name = 'ratings')) as slot
            ), change as (
                %s
                %s
            ), %s, %s, %s
            %s""".formatted(
                    UPSERT.formatted(Sums.covered("polled")),
                    Sums.RETURNING,
                    Sums.VOTES,
                    Sums.COUNTS,
                    Sums.TOTALS,
                    Changes.NEWS);

    private static final String LOAD = "with target as (select $11::smallint as slot) " + UPSERT.formatted("false");

    private final SubjectTransaction transaction;
    private final @Nullable Short slot;

    /** @param slot where it applies them; {@code null}: in whichever is live */
    public ReviewProjection(Pool pool, @Nullable Short slot) {
        this(new SubjectTransaction(pool, slot, subjects -> Changes.tellOf(pool, subjects)), slot);
    }

    private ReviewProjection(SubjectTransaction transaction, @Nullable Short slot) {
        this.transaction = transaction;
        this.slot = slot;
    }

    /** Applies them in whichever slot is live, of which this instance hears at once. */
    static ReviewProjection live(Pool pool, Changes changes) {
        return new ReviewProjection(new SubjectTransaction(pool, null, changes::tell), null);
    }

    /** The log, folded here. */
    public Source<ReviewState> source() {
        return new Source<>(
                Channels.REVIEWS,
                record -> ReviewDecoder.decode(record.value()),
                this::apply,
                slot == null ? null : states -> load(slot, states));
    }

    /**
     * Applies the states, those of a subject in one transaction, in any order and with any repetition.
     *
     * @return how many of them were news, once committed
     */
    public Future<Long> apply(Collection<ReviewState> states) {
        return transaction.run(Poll.of(states), LOCK_SUBJECTS, APPLY, ReviewProjection::columns);
    }

    /** What writes the states' rows alone: no subject is locked, no sum kept up, and no exclusion looked for. */
    static List<Statement> load(short slot, Collection<ReviewState> states) {
        var poll = Poll.of(states);
        return List.of(Loading.alone(), new Statement(LOAD, columns(poll).addShort(slot)));
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
