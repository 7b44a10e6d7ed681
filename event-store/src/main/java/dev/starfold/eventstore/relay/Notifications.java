package dev.starfold.eventstore.relay;

import dev.starfold.eventstore.EventLog;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears of other instances' commits. Losing it costs time only: the relay polls as well. */
final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class);

    private final Pool pool;
    private final Runnable listener;
    private volatile boolean closed;
    private volatile @Nullable SqlConnection connection;

    Notifications(Pool pool, Runnable listener) {
        this.pool = pool;
        this.listener = listener;
    }

    void start() {
        if (closed) {
            return;
        }
        pool.getConnection()
                .compose(c -> {
                    PgConnection.cast(c).notificationHandler(notification -> listener.run());
                    c.closeHandler(ignored -> later());
                    connection = c;
                    return c.query("listen " + EventLog.CHANNEL).execute();
                })
                .onFailure(e -> {
                    LOG.debug("not listening for commits yet", e);
                    later();
                });
    }

    private void later() {
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::start);
    }

    @Override
    public void close() {
        closed = true;
        SqlConnection current = connection;
        if (current != null) {
            current.query("unlisten *").execute().onComplete(done -> current.close());
        }
    }
}
