package dev.starfold.reaction.reviews;

import dev.starfold.eventstore.projection.ProjectionTransaction;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.reaction.consuming.Channels;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@code known_review} table: the newest version of a review wins, whole. Applying anything again, late, or from
 * two processes at once changes nothing.
 */
@Singleton
public class ReviewTable {

    private static final String UPSERT = """
            insert into known_review (slot, review_id, subject, author, status, version)
            select coalesce($6::smallint, (select slot from projection where name = 'known-reviews')), polled.*
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[]) as polled
            on conflict (slot, review_id) do update set
                subject = excluded.subject, author = excluded.author, status = excluded.status,
                version = excluded.version
            where excluded.version > known_review.version
            """;

    /** As the table of projections has it. */
    private static final String PROJECTION = "known-reviews";

    private static final BinaryOperator<ReviewState> NEWEST = (a, b) -> b.version() > a.version() ? b : a;

    private final Pool pool;
    private final @Nullable Short slot;

    @Inject
    ReviewTable(Pool pool) {
        this(pool, null);
    }

    /** @param slot where it writes; {@code null}: in whichever is live */
    public ReviewTable(Pool pool, @Nullable Short slot) {
        this.pool = pool;
        this.slot = slot;
    }

    /**
     * The log, folded here.
     *
     * @param applied runs after each poll
     */
    public Source<ReviewState> source(Runnable applied) {
        return new Source<>(Channels.REVIEWS, record -> ReviewDecoder.decode(record.value()), states -> apply(states)
                .onSuccess(_ -> applied.run()));
    }

    /**
     * Applies the states in one transaction, in any order and with any repetition.
     *
     * @return how many of them were news, once committed
     */
    Future<Long> apply(Collection<ReviewState> states) {
        List<ReviewState> newest = newestOfEach(states);
        if (newest.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        var upsert = new Statement(UPSERT, columns(newest).addShort(slot));
        return ProjectionTransaction.run(pool, PROJECTION, slot, List.of(upsert))
                .map(done -> (long) done.rowCount());
    }

    /** PostgreSQL rejects a key that comes twice in one upsert; sorted, two processes never wait for each other in a circle. */
    private static List<ReviewState> newestOfEach(Collection<ReviewState> states) {
        Map<UUID, ReviewState> newest = new TreeMap<>();
        states.forEach(state -> newest.merge(state.reviewId(), state, NEWEST));
        return List.copyOf(newest.values());
    }

    private static Tuple columns(List<ReviewState> states) {
        return Tuple.tuple()
                .addArrayOfUUID(column(states, ReviewState::reviewId, UUID[]::new))
                .addArrayOfString(column(states, ReviewState::subject, String[]::new))
                .addArrayOfString(column(states, ReviewState::author, String[]::new))
                .addArrayOfString(column(states, ReviewState::status, String[]::new))
                .addArrayOfInteger(column(states, ReviewState::version, Integer[]::new));
    }

    private static <T> T[] column(
            List<ReviewState> states, Function<ReviewState, @Nullable T> field, IntFunction<T[]> array) {
        return states.stream().map(field).toArray(array);
    }
}
