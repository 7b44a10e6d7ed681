package dev.starfold.reaction.store;

import dev.starfold.eventstore.AppendLock;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.InlineProjection.Appended;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.erasure.Chunks;
import dev.starfold.eventstore.erasure.Erasure;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.reaction.Erasing;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.store.ReactionProjection.Nothing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a user out of the log and of the {@code reaction} table, and what they gave out of the counts. A chunk of reactions is
 * one transaction behind the append lock, so that nobody ever sees one half erased, and nobody waits for more than a chunk.
 */
public final class ReactionErasure implements Erasure {

    /** Those of a user who came back meanwhile are among them, and are left as they are. */
    private static final String OF_USER = """
            select id from reaction where user_id = $1 and active
            union all
            select id from reaction where user_id = $1 and not active
            """;

    /** Plans are made anew each time: one made while the tables were empty would scan them for ever. */
    private static final String PLANNED_ANEW = "set local plan_cache_mode = force_custom_plan";

    private static final int CHUNK = 100;

    private final Pool pool;
    private final EventLog<ReactionEvent> log = new EventLog<>(new EventCodec<>(ReactionEvent.class));
    private final ReactionProjection projection = new ReactionProjection();
    private final int chunk;

    public ReactionErasure(Pool pool) {
        this(pool, CHUNK);
    }

    /** @param chunk how many reactions are erased in one transaction */
    ReactionErasure(Pool pool, int chunk) {
        this.pool = pool;
        this.chunk = chunk;
    }

    @Override
    public Future<Void> erase(UserErased erased) {
        return Chunks.ofStreams(pool, OF_USER, Tuple.of(erased.user()), chunk, streams -> chunk(streams, erased));
    }

    /** Erases some of the user's reactions. */
    Future<?> chunk(List<UUID> streams, UserErased erased) {
        return pool.withTransaction(
                connection -> erase(connection, streams, erased).mapEmpty());
    }

    private Future<?> erase(SqlConnection connection, List<UUID> streams, UserErased erased) {
        Future<?> locked = AppendLock.take(connection);
        connection.query(PLANNED_ANEW).execute();
        var there = log.versionsAt(connection, streams, erased.at());
        var histories = log.streams(connection, streams);
        return Future.join(locked, there, histories).compose(_ -> {
            List<Erased> all = new ArrayList<>();
            there.result().forEach((stream, version) -> {
                var history = Objects.requireNonNull(histories.result().get(stream));
                all.add(Erased.of(history, version, erased));
            });
            return write(connection, all);
        });
    }

    private Future<?> write(SqlConnection connection, List<Erased> all) {
        List<Recorded<ReactionEvent>> rewritten =
                all.stream().flatMap(erased -> erased.rewritten().stream()).toList();
        List<Appended<ReactionEvent, Nothing>> appended =
                all.stream().map(Erased::appended).flatMap(Stream::ofNullable).toList();
        List<Future<?>> sent = new ArrayList<>();
        sent.add(log.rewrite(connection, rewritten));
        if (!appended.isEmpty()) {
            sent.add(log.append(
                    connection,
                    appended.stream().flatMap(a -> a.events().stream()).toList()));
            sent.add(projection.apply(connection, appended));
        }
        return Future.join(sent);
    }

    /** A stream after its erasure: which events are written over, and what is appended, {@code null} if nothing is. */
    private record Erased(
            List<Recorded<ReactionEvent>> rewritten,
            @Nullable Appended<ReactionEvent, Nothing> appended) {

        static Erased of(List<Recorded<ReactionEvent>> history, int there, UserErased erased) {
            List<ReactionEvent> all = history.stream().map(Recorded::event).toList();
            int reach = Erasing.reach(all, there);
            ReactionEvent repeat = Erasing.repeat(all, reach);
            int blanked = repeat == null ? reach : history.size();
            List<Recorded<ReactionEvent>> rewritten =
                    history.subList(0, blanked).stream().map(Erased::blanked).toList();
            List<Recorded<ReactionEvent>> after = new ArrayList<>(rewritten);
            after.addAll(history.subList(blanked, history.size()));
            UUID stream = history.getFirst().stream();
            List<Recorded<ReactionEvent>> events = new ArrayList<>();
            for (ReactionEvent event : Erasing.decide(fold(history), fold(after), repeat, erased.at())) {
                Metadata metadata = Metadata.of(null, erased.traceparent());
                events.add(new Recorded<>(stream, after.size() + 1, event, metadata));
                after.add(events.getLast());
            }
            return new Erased(rewritten, events.isEmpty() ? null : new Appended<>(after, events, Nothing.ELSE));
        }

        private static Recorded<ReactionEvent> blanked(Recorded<ReactionEvent> recorded) {
            Metadata metadata = recorded.metadata();
            return new Recorded<>(
                    recorded.stream(),
                    recorded.version(),
                    Erasing.blanked(recorded.event()),
                    new Metadata(metadata.command(), null, metadata.traceparent()));
        }

        private static Reaction fold(List<Recorded<ReactionEvent>> history) {
            return Objects.requireNonNull(ReactionProjection.fold(history));
        }
    }
}
