package dev.starfold.review.privacy;

import dev.starfold.eventstore.erasure.Chunks;
import dev.starfold.eventstore.erasure.Erasure;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.review.ReviewCommand.Erase;
import dev.starfold.review.store.ReviewStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * This service's part of an erasure. The user's own reviews go by commands, each with all that belongs to it; then what the user
 * did to others' reviews is made anonymous.
 */
@Singleton
class ReviewErasure implements Erasure {

    /** How many streams are erased at once, most of them in one transaction. */
    private static final int STREAMS = 50;

    private static final OffsetDateTime START = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final String REVIEWS = """
            select id, stream_id, submitted_at from review
            where author = $1 and status %s and submitted_at <= $2 and (submitted_at, id) > ($3, $4)
            order by submitted_at, id limit $5
            """;

    private static final String PUBLIC = REVIEWS.formatted("= 'public'");
    private static final String OUT_OF_SIGHT = REVIEWS.formatted("in ('hidden', 'withdrawn')");

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
    private final BiFunction<UUID, Erase, Future<?>> store;
    private final int streams;

    @Inject
    ReviewErasure(Pool pool, ReviewStore store) {
        this(pool, store::erase, STREAMS);
    }

    /** @param store what erases in a stream */
    ReviewErasure(Pool pool, BiFunction<UUID, Erase, Future<?>> store, int streams) {
        this.pool = pool;
        this.store = store;
        this.streams = streams;
    }

    @Override
    public Future<Void> erase(UserErased erased) {
        Tuple whoAndWhen = Tuple.of(erased.user(), utc(erased.at()));
        return reviews(PUBLIC, erased, START, new UUID(0, 0))
                .compose(done -> reviews(OUT_OF_SIGHT, erased, START, new UUID(0, 0)))
                .compose(done -> Chunks.repeat(pool, connection -> ReportsOfUser.delete(connection, whoAndWhen)))
                .compose(done -> Chunks.change(pool, DISMISSALS, whoAndWhen))
                .compose(done -> Chunks.rewrite(pool, ACTIONS, whoAndWhen))
                .compose(done -> Chunks.change(pool, REACTIONS, whoAndWhen));
    }

    /** Those behind the one of that time and id; a stream may come again, for a review that it holds besides. */
    private Future<Void> reviews(String select, UserErased erased, OffsetDateTime time, UUID id) {
        return pool.preparedQuery(select)
                .execute(Tuple.of(erased.user(), utc(erased.at()), time, id, streams))
                .compose(rows -> {
                    List<Future<?>> commands = new ArrayList<>();
                    Row last = null;
                    for (Row row : rows) {
                        last = row;
                        commands.add(
                                store.apply(row.getUUID("stream_id"), new Erase(erased.user(), erased.at(), now())));
                    }
                    if (last == null) {
                        return Future.succeededFuture();
                    }
                    OffsetDateTime lastTime = last.getOffsetDateTime("submitted_at");
                    UUID lastId = last.getUUID("id");
                    return Future.all(commands).compose(done -> reviews(select, erased, lastTime, lastId));
                });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
