package dev.starfold.eventstore;

import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.eventstore.InlineProjection.Appended;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One batch of commands in one transaction: two writes to the database, each answered once. The lock is a statement of its
 * own, before the load: a statement's snapshot is taken when it starts, and must see what the previous holder committed.
 */
final class Transaction<E, A> {

    /** Whoever waits for a row, which is held outside the append lock, keeps all instances waiting: so it is not for long. */
    private static final String BEGIN_AND_LOCK = "begin; " + AppendLock.TAKE + "; set local lock_timeout = '300ms'";

    /**
     * Told after the commit: within one, all others of the server that notify, also in other databases, would wait until it is
     * on disk. Of a transaction that failed, this makes a rollback and an idle look at the log.
     */
    private static final String COMMIT_AND_NOTIFY = "commit; notify " + EventLog.CHANNEL;

    private static final String KEYS =
            "select key, digest, stream_id, version from idempotency where key = any($1::uuid[])";

    private static final String INSERT_KEYS = """
            insert into idempotency (key, digest, stream_id, version)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[])
            """;

    private final SqlConnection connection;
    private final EventLog<E> log;
    private final InlineProjection<E, A> projection;
    private final List<Pending<E, A>> batch;
    private final boolean notifying;

    private final Map<UUID, List<Recorded<E>>> histories = new HashMap<>();
    private final Map<UUID, UsedKey> keys = new HashMap<>();
    private final List<Appended<E, A>> appended = new ArrayList<>();
    private final List<UsedKey> newKeys = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private boolean found;
    private boolean abandoned;

    private record UsedKey(Idempotency idempotency, UUID stream, int version) {}

    /** @param notifying whether other instances are to hear of the commit */
    Transaction(
            SqlConnection connection,
            EventLog<E> log,
            InlineProjection<E, A> projection,
            List<Pending<E, A>> batch,
            boolean notifying) {
        this.connection = connection;
        this.log = log;
        this.projection = projection;
        this.batch = batch;
        this.notifying = notifying;
    }

    /**
     * Gives the answers to hand out once committed. A failed future: nothing is known to be committed; with
     * {@link RowLockedException} nothing was.
     */
    Future<List<Runnable>> run() {
        return load().compose(loaded -> {
                    if (abandoned) {
                        return Future.failedFuture("abandoned");
                    }
                    batch.forEach(this::decide);
                    return appended.isEmpty() ? rollback() : write();
                })
                .map(done -> answers);
    }

    /** Decides and writes nothing from now on; what is written already may still commit. */
    void abandon() {
        abandoned = true;
    }

    /** How many events the transaction appended. */
    int size() {
        return appended.stream().mapToInt(a -> a.events().size()).sum();
    }

    /** Whether there are events that nobody may have been told of: appended here, or by an attempt whose answer was lost. */
    boolean hasNews() {
        return found || !appended.isEmpty();
    }

    private Future<Void> load() {
        Set<UUID> streams = batch.stream().map(p -> p.command.stream()).collect(Collectors.toSet());
        UUID[] used = batch.stream()
                .flatMap(p -> Stream.ofNullable(p.command.idempotency()))
                .map(Idempotency::key)
                .distinct()
                .toArray(UUID[]::new);
        Future<?> locked = connection.query(BEGIN_AND_LOCK).execute();
        Future<?> loadedKeys = used.length == 0
                ? Future.succeededFuture()
                : connection.preparedQuery(KEYS).execute(Tuple.of(used)).onSuccess(rows -> {
                    for (Row row : rows) {
                        Idempotency idempotency = new Idempotency(row.getUUID("key"), row.getUUID("digest"));
                        keys.put(
                                idempotency.key(),
                                new UsedKey(idempotency, row.getUUID("stream_id"), row.getInteger("version")));
                    }
                });
        Future<?> loadedStreams = log.streams(connection, streams).onSuccess(histories::putAll);
        return Failures.join(List.of(locked, loadedKeys, loadedStreams));
    }

    private void decide(Pending<E, A> pending) {
        Command<E, A> command = pending.command;
        try {
            List<Recorded<E>> history = histories.getOrDefault(command.stream(), List.of());
            Outcome<E> earlier = earlierSuccess(pending, history);
            if (earlier != null) {
                answers.add(() -> pending.succeed(earlier));
                return;
            }
            List<Recorded<E>> events = new ArrayList<>();
            for (E event : command.decide().decide(history)) {
                int version = history.size() + events.size() + 1;
                events.add(new Recorded<>(command.stream(), version, event, command.metadata()));
            }
            List<Recorded<E>> after = events.isEmpty()
                    ? history
                    : Stream.concat(history.stream(), events.stream()).toList();
            if (!events.isEmpty()) {
                histories.put(command.stream(), after);
                appended.add(new Appended<>(after, events, command.attachment()));
                useKey(command, after.size());
            }
            answers.add(() -> pending.succeed(new Outcome<>(after, List.copyOf(events), false)));
        } catch (Throwable rejection) { // whatever a decision throws is its own caller's alone
            answers.add(() -> pending.fail(rejection));
        }
    }

    /** A success of this very command, whose answer was lost, or one under the same idempotency key. */
    private @Nullable Outcome<E> earlierSuccess(Pending<E, A> pending, List<Recorded<E>> history) {
        if (pending.attempted) {
            List<Recorded<E>> own = history.stream()
                    .filter(r -> r.metadata()
                            .command()
                            .equals(pending.command.metadata().command()))
                    .toList();
            if (!own.isEmpty()) {
                found = true;
                return new Outcome<>(history.subList(0, own.getLast().version()), own, false);
            }
        }
        Idempotency idempotency = pending.command.idempotency();
        UsedKey used = idempotency == null ? null : keys.get(idempotency.key());
        if (idempotency == null || used == null) {
            return null;
        }
        if (!used.idempotency.digest().equals(idempotency.digest())) {
            throw new IdempotencyKeyReusedException();
        }
        List<Recorded<E>> then = history.subList(0, used.version);
        return new Outcome<>(then, List.of(then.getLast()), true);
    }

    private void useKey(Command<E, A> command, int version) {
        if (command.idempotency() != null) {
            UsedKey used = new UsedKey(command.idempotency(), command.stream(), version);
            keys.put(command.idempotency().key(), used);
            newKeys.add(used);
        }
    }

    private Future<Void> rollback() {
        return connection.query("rollback").execute().mapEmpty();
    }

    private Future<Void> write() {
        List<Future<?>> statements = new ArrayList<>();
        statements.add(log.insert(
                connection, appended.stream().flatMap(a -> a.events().stream()).toList()));
        if (!newKeys.isEmpty()) {
            statements.add(connection
                    .preparedQuery(INSERT_KEYS)
                    .execute(Tuple.of(
                            newKeys.stream().map(k -> k.idempotency.key()).toArray(UUID[]::new),
                            newKeys.stream().map(k -> k.idempotency.digest()).toArray(UUID[]::new),
                            newKeys.stream().map(UsedKey::stream).toArray(UUID[]::new),
                            newKeys.stream().map(UsedKey::version).toArray(Integer[]::new))));
        }
        statements.add(projection.apply(connection, appended));
        statements.add(
                connection.query(notifying ? COMMIT_AND_NOTIFY : "commit").execute());
        return Failures.join(statements)
                .recover(failure -> Future.failedFuture(
                        Failures.isLockTimeout(failure) ? new RowLockedException(failure) : failure));
    }
}
