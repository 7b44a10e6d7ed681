package dev.starfold.eventstore;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that a store appends through, kept from batch to batch so that appends never queue behind reads for a
 * place in the pool. Confined to the store's event loop.
 */
final class AppendConnection {

    private static final long ROLLBACK_MILLIS = 1_000;

    /**
     * Everything is found by its key. So plans are made once, for batches of any size: making them anew took longer than
     * appending a small batch. One that was made while tables were small would read them whole for ever.
     */
    private static final String SETTINGS = """
            set lock_timeout = %1$d; set idle_in_transaction_session_timeout = %1$d;
            set plan_cache_mode = force_generic_plan; set enable_seqscan = off
            """;

    private final Vertx vertx;
    private final Pool pool;
    private final long lockMillis;
    private @Nullable SqlConnection current;

    AppendConnection(Vertx vertx, Pool pool, Duration lockTimeout) {
        this.vertx = vertx;
        this.pool = pool;
        this.lockMillis = lockTimeout.toMillis();
    }

    Future<SqlConnection> get() {
        SqlConnection open = current;
        if (open != null) {
            return Future.succeededFuture(open);
        }
        Future<SqlConnection> fresh = pool.getConnection().compose(c -> c.query(SETTINGS.formatted(lockMillis))
                .execute()
                .onFailure(broken -> c.close())
                .map(c));
        return within(lockMillis, fresh)
                .onFailure(late -> fresh.onSuccess(AppendConnection::giveBack))
                .onSuccess(c -> {
                    current = c;
                    c.closeHandler(closed -> discard(c));
                });
    }

    /** After a failed attempt: the connection is clean again, or no longer ours. */
    Future<?> giveUp(SqlConnection c, Future<?> run) {
        if (run.isComplete()) {
            return within(ROLLBACK_MILLIS, c.query("rollback").execute()).onFailure(broken -> discard(c));
        }
        // Statements are still under way: the pool gets the connection back when the server is through with them.
        // Should they commit after all, the next attempt, which waits for the same lock, finds the events.
        run.onComplete(late -> {
            c.query("rollback").execute();
            giveBack(c);
        });
        if (current == c) {
            current = null;
        }
        return Future.succeededFuture();
    }

    private void discard(SqlConnection c) {
        if (current == c) {
            current = null;
            giveBack(c);
        }
    }

    /** Once through with what it was sent, it goes back into the pool as it came. */
    private static void giveBack(SqlConnection c) {
        c.query("reset all").execute().onComplete(ignored -> c.close());
    }

    /** Fails when the future takes longer. Unlike {@link Future#timeout} it stays on this event loop. */
    <T> Future<T> within(long millis, Future<T> future) {
        Promise<T> bounded = Promise.promise();
        long timer = vertx.setTimer(
                millis, late -> bounded.tryFail(new TimeoutException("no answer within %d ms".formatted(millis))));
        future.onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.succeeded()) {
                bounded.tryComplete(done.result());
            } else {
                bounded.tryFail(done.cause());
            }
        });
        return bounded.future();
    }

    void close() {
        SqlConnection open = current;
        if (open != null) {
            discard(open);
        }
    }
}
