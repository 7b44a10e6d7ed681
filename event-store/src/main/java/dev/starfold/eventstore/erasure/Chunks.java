package dev.starfold.eventstore.erasure;

import dev.starfold.eventstore.AppendLock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
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
        return pool.withTransaction(work)
                .compose(changed -> changed == 0 ? Future.succeededFuture() : repeat(pool, work));
    }

    private static Future<Integer> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount());
    }
}
