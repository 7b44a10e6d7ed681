package dev.starfold.eventstore.relay;

import dev.starfold.eventstore.EventLog;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears of other instances' commits. Losing it costs time only: the relay polls as well. */
final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class);

    private final Pool pool;
    private final Runnable listener;
    private volatile boolean closed;

    /** The one that listens, or is about to. */
    private final AtomicReference<@Nullable SqlConnection> connection = new AtomicReference<>();

    Notifications(Pool pool, Runnable listener) {
        this.pool = pool;
        this.listener = listener;
    }

    void start() {
        if (closed) {
            return;
        }
        pool.getConnection().onSuccess(this::listen).onFailure(this::later);
    }

    private void listen(SqlConnection c) {
        if (!connection.compareAndSet(null, c)) {
            c.close();
            return;
        }
        PgConnection.cast(c).notificationHandler(notification -> listener.run());
        // One that breaks now is told of here and by the statement: whichever comes first has another one open.
        c.closeHandler(ignored -> lost(c, new IllegalStateException("the connection was closed")));
        c.query("listen " + EventLog.CHANNEL).execute().onFailure(e -> {
            lost(c, e);
            c.close();
        });
        if (closed) {
            close();
        }
    }

    private void lost(SqlConnection c, Throwable cause) {
        if (connection.compareAndSet(c, null)) {
            later(cause);
        }
    }

    private void later(Throwable cause) {
        LOG.debug("not listening for commits yet", cause);
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::start);
    }

    @Override
    public void close() {
        closed = true;
        SqlConnection current = connection.getAndSet(null);
        if (current != null) {
            current.query("unlisten *").execute().onComplete(done -> current.close());
        }
    }
}
