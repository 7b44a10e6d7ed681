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

/**
 * Changes rows in chunks: a statement that changes a bounded number of them (with a {@code limit} within), and no longer finds
 * what it has changed, runs again and again, each time in a transaction of its own, until it changes nothing. So others wait
 * for one chunk at most, and what is cut off goes on where it was.
 */
public final class Chunks {

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

    /** Runs the work, each time in a transaction of its own, until it answers that it changed nothing. */
    public static Future<Void> repeat(Pool pool, Function<SqlConnection, Future<Integer>> work) {
        Promise<Void> done = Promise.promise();
        again(pool, work, done);
        return done.future();
    }

    /** Not a chain of futures, which would end as deep as it is long. */
    private static void again(Pool pool, Function<SqlConnection, Future<Integer>> work, Promise<Void> done) {
        pool.withTransaction(work)
                .onSuccess(changed -> {
                    if (changed == 0) {
                        done.complete();
                    } else {
                        again(pool, work, done);
                    }
                })
                .onFailure(done::fail);
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
                .compose(rows -> new Walk(rows.iterator(), size, work).whole());
    }

    /** Neither a chain of futures nor calls within calls, however many streams there are and however soon the work is done. */
    private static final class Walk {

        private final RowIterator<Row> rows;
        private final int size;
        private final Function<List<UUID>, Future<?>> work;
        private final Promise<Void> done = Promise.promise();
        private final AtomicInteger due = new AtomicInteger();

        Walk(RowIterator<Row> rows, int size, Function<List<UUID>, Future<?>> work) {
            this.rows = rows;
            this.size = size;
            this.work = work;
        }

        Future<Void> whole() {
            next();
            return done.future();
        }

        /** Where it is called while it runs, on whichever thread, the one that runs goes on. */
        private void next() {
            if (due.getAndIncrement() == 0) {
                do {
                    chunk();
                } while (due.decrementAndGet() > 0);
            }
        }

        private void chunk() {
            List<UUID> streams = new ArrayList<>(size);
            while (streams.size() < size && rows.hasNext()) {
                streams.add(rows.next().getUUID(0));
            }
            if (streams.isEmpty()) {
                done.complete();
            } else {
                Future.succeededFuture(streams)
                        .compose(some -> work.apply(some).mapEmpty())
                        .onSuccess(_ -> next())
                        .onFailure(done::fail);
            }
        }
    }

    private static Future<Integer> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount());
    }
}
