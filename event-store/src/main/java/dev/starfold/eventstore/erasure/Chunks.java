package dev.starfold.eventstore.erasure;

import dev.starfold.eventstore.AppendLock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes rows in chunks: a statement that changes a bounded number of them (with a {@code limit} within), and no longer finds
 * what it has changed, runs again and again, each time in a transaction of its own, until it changes nothing. So others wait
 * for one chunk at most, and what is cut off goes on where it was.
 */
public final class Chunks {

    /** Frees the others when a holder of locks is stopped. */
    private static final String LIMIT_SILENCE = "set local idle_in_transaction_session_timeout = '5s'";

    private Chunks() {}

    /** Of a table beside the log. */
    public static Future<Void> change(Pool pool, String sql, Tuple parameters) {
        return repeat(pool, connection -> run(connection, sql, parameters));
    }

    /**
     * Of the log itself: behind the append lock, so that no append reads what is half rewritten. Data and metadata of events
     * may change, never their streams, versions or positions.
     */
    public static Future<Void> rewrite(Pool pool, String sql, Tuple parameters) {
        return repeat(
                pool, connection -> AppendLock.take(connection).compose(locked -> run(connection, sql, parameters)));
    }

    /**
     * Runs the work, each time in a transaction of its own, until it answers that it changed nothing. One that falls silent for
     * 5 seconds between its statements is rolled back.
     */
    public static Future<Void> repeat(Pool pool, Function<SqlConnection, Future<Integer>> work) {
        return new Loop(() -> pool.withTransaction(connection -> {
                            connection.query(LIMIT_SILENCE).execute();
                            return work.apply(connection);
                        })
                        .map(changed -> changed > 0))
                .run();
    }

    /**
     * Runs the work for the streams that the statement selects, some at a time, one chunk after another. The statement sees all
     * appends that were under way when this was called.
     *
     * @param select its first column is the stream's id
     * @param size streams in a chunk
     */
    public static Future<Void> ofStreams(
            Pool pool, String select, Tuple parameters, int size, Function<List<UUID>, Future<?>> work) {
        return pool.withTransaction(connection -> AppendLock.take(connection).mapEmpty())
                .compose(_ -> pool.preparedQuery(select).execute(parameters))
                .compose(rows -> {
                    RowIterator<Row> left = rows.iterator();
                    return new Loop(() -> {
                                List<UUID> streams = next(left, size);
                                return streams.isEmpty()
                                        ? Future.succeededFuture(false)
                                        : work.apply(streams).map(true);
                            })
                            .run();
                });
    }

    private static List<UUID> next(RowIterator<Row> rows, int size) {
        List<UUID> streams = new ArrayList<>(size);
        while (streams.size() < size && rows.hasNext()) {
            streams.add(rows.next().getUUID(0));
        }
        return streams;
    }

    /**
     * Takes steps, one after the other, until one answers that there is nothing left. Neither a chain of futures, which would end as
     * deep as it is long, nor calls within calls, however many steps there are and however soon each is done.
     */
    private static final class Loop {

        private final Supplier<Future<Boolean>> step;
        private final Promise<Void> done = Promise.promise();
        private final AtomicInteger due = new AtomicInteger();

        Loop(Supplier<Future<Boolean>> step) {
            this.step = step;
        }

        Future<Void> run() {
            next();
            return done.future();
        }

        /** Where it is called while it runs, on whichever thread, the one that runs goes on. */
        private void next() {
            if (due.getAndIncrement() == 0) {
                do {
                    Future.succeededFuture()
                            .compose(_ -> step.get())
                            .onSuccess(this::taken)
                            .onFailure(done::fail);
                } while (due.decrementAndGet() > 0);
            }
        }

        private void taken(boolean more) {
            if (more) {
                next();
            } else {
                done.complete();
            }
        }
    }

    private static Future<Integer> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount());
    }
}
