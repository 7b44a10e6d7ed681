package dev.starfold.rating.exclusions;

import dev.starfold.eventstore.AppendLock;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.InlineProjection.Appended;
import dev.starfold.eventstore.erasure.Chunks;
import dev.starfold.eventstore.erasure.Erasure;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.rating.exclusions.ExclusionProjection.Nothing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes a user out of the log of exclusions and their table. What no longer covers anything counts again in the transaction
 * that says so. The rows of reviews lose their author by review-service's own events, and reactions are kept without users.
 *
 * <p>The keys of additions that lose something are forgotten with their digests; a repeat is refused, as the exclusion that
 * its key would lead to is there.
 */
public final class ExclusionErasure implements Erasure {

    private static final int CHUNK = 20;

    /** The whole log is read: it is what a few moderators did by hand. */
    private static final String OF_USER = """
            select distinct stream_id from event
            where recorded_at <= $2
              and (metadata->>'actor' = $1 or data->>'by' = $1 or data->'scope'->>'author' = $1)
            """;

    private static final String FORGET_KEYS = "delete from idempotency where stream_id = any($1::uuid[])";

    private final Pool pool;
    private final EventLog<ExclusionEvent> log = new EventLog<>(new EventCodec<>(ExclusionEvent.class));
    private final ExclusionProjection projection = new ExclusionProjection();
    private final int chunk;

    public ExclusionErasure(Pool pool) {
        this(pool, CHUNK);
    }

    /** @param chunk how many exclusions are erased in one transaction */
    ExclusionErasure(Pool pool, int chunk) {
        this.pool = pool;
        this.chunk = chunk;
    }

    @Override
    public Future<Void> erase(UserErased erased) {
        Tuple whoAndWhen = Tuple.of(erased.user(), erased.at().atOffset(ZoneOffset.UTC));
        return Chunks.ofStreams(pool, OF_USER, whoAndWhen, chunk, streams -> chunk(streams, erased));
    }

    /** Erases the user from some exclusions. */
    Future<?> chunk(List<UUID> streams, UserErased erased) {
        return pool.withTransaction(
                connection -> erase(connection, streams, erased).mapEmpty());
    }

    private Future<?> erase(SqlConnection connection, List<UUID> streams, UserErased erased) {
        Future<?> locked = AppendLock.take(connection);
        var there = log.versionsAt(connection, streams, erased.at());
        var histories = log.streams(connection, streams);
        return Future.join(locked, there, histories).compose(_ -> {
            List<ErasedExclusion> all = new ArrayList<>();
            there.result().forEach((stream, version) -> {
                var history = Objects.requireNonNull(histories.result().get(stream));
                all.add(ErasedExclusion.of(history, version, erased));
            });
            return write(connection, all);
        });
    }

    private Future<?> write(SqlConnection connection, List<ErasedExclusion> all) {
        List<Appended<ExclusionEvent, Nothing>> appended = all.stream()
                .map(ErasedExclusion::appended)
                .flatMap(Stream::ofNullable)
                .toList();
        UUID[] additions = all.stream()
                .filter(ErasedExclusion::additionChanged)
                .map(erased -> erased.state().id())
                .toArray(UUID[]::new);
        List<Future<?>> sent = new ArrayList<>();
        sent.add(log.rewrite(
                connection,
                all.stream().flatMap(erased -> erased.rewritten().stream()).toList()));
        sent.add(connection.preparedQuery(FORGET_KEYS).execute(Tuple.tuple().addArrayOfUUID(additions)));
        sent.add(ExclusionTable.upsert(
                connection, all.stream().map(ErasedExclusion::state).toList()));
        if (!appended.isEmpty()) {
            sent.add(log.append(
                    connection,
                    appended.stream().flatMap(a -> a.events().stream()).toList()));
            sent.add(projection.apply(connection, appended));
        }
        return Future.join(sent);
    }
}
