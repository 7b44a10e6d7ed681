package dev.starfold.review.privacy;

import dev.starfold.eventstore.erasure.Chunks;
import dev.starfold.eventstore.erasure.Erasure;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.review.ReviewCommand.Erase;
import dev.starfold.review.store.ReviewStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * This service's part of an erasure. The user's own reviews go by commands, each with all that belongs to it; then what the user
 * did to others' reviews is made anonymous.
 */
@Singleton
class ReviewErasure implements Erasure {

    /** How many streams are erased at once, most of them in one transaction. */
    private static final int STREAMS = 50;

    /** An arm for each of the two indexes. A stream is there once, whatever it holds and however that changes meanwhile. */
    private static final String OF_USER = """
            select stream_id from review where author = $1 and status = 'public' and submitted_at <= $2
            union
            select stream_id from review where author = $1 and status in ('hidden', 'withdrawn') and submitted_at <= $2
            """;

    private static final String DISMISSALS = """
            update report set dismissed_by = null where id in (
                select id from report where dismissed_by = $1 and dismissed_at <= $2 limit 500)
            """;

    private static final String ACTIONS = """
            update event set metadata = metadata - 'actor' - 'traceparent' where position in (
                select position from event
                where type in ('review-hidden', 'review-restored', 'review-text-erased', 'review-imported')
                    and metadata->>'actor' = $1 and recorded_at <= $2
                order by position limit 500)
            """;

    /** Until reaction-service says so itself. Locked in the order in which the projection of reactions locks them. */
    private static final String REACTIONS = """
            update reaction set user_id = null
            from (select slot, reaction_id from reaction where user_id = $1 and since <= $2
                  order by slot, reaction_id limit 500 for update) as theirs
            where reaction.slot = theirs.slot and reaction.reaction_id = theirs.reaction_id
            """;

    private final Pool pool;
    private final Store store;
    private final int streams;

    @Inject
    ReviewErasure(Pool pool, ReviewStore store) {
        this(pool, store::erase, STREAMS);
    }

    /** @param store what erases in a stream */
    ReviewErasure(Pool pool, Store store, int streams) {
        this.pool = pool;
        this.store = store;
        this.streams = streams;
    }

    /** What erases in a stream. */
    @FunctionalInterface
    interface Store {
        Future<?> erase(UUID stream, Erase command, @Nullable String traceparent);
    }

    @Override
    public Future<Void> erase(UserErased erased) {
        Tuple whoAndWhen = Tuple.of(erased.user(), erased.at().atOffset(ZoneOffset.UTC));
        return Chunks.ofStreams(pool, OF_USER, whoAndWhen, streams, some -> reviews(some, erased))
                .compose(done -> Chunks.repeat(pool, connection -> ReportsOfUser.delete(connection, whoAndWhen)))
                .compose(done -> Chunks.change(pool, DISMISSALS, whoAndWhen))
                .compose(done -> Chunks.rewrite(pool, ACTIONS, whoAndWhen))
                .compose(done -> Chunks.change(pool, REACTIONS, whoAndWhen));
    }

    private Future<?> reviews(List<UUID> streams, UserErased erased) {
        Erase command = new Erase(erased.user(), erased.at(), now());
        return Future.all(streams.stream()
                .map(stream -> store.erase(stream, command, erased.traceparent()))
                .toList());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
