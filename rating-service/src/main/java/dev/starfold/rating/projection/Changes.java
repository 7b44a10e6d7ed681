package dev.starfold.rating.projection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every transaction that changed the read model, whichever instance made it: one notification each, sent at its
 * commit. Being deaf for a while is made up for by telling of a change once it hears again.
 */
@Singleton
public class Changes {

    private static final Logger LOG = Logger.getLogger(Changes.class);
    private static final String CHANNEL = "rating_changes";
    private static final long RETRY_MILLIS = 1000;

    /** The end of a statement that has {@code change}: how many rows changed, and word of it if any did. */
    static final String ANNOUNCED = """
            select count(*), case when count(*) > 0 then pg_notify('%s', '') is null end from change
            """.formatted(CHANNEL);

    private final Pool pool;
    private final Vertx vertx;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable SqlConnection connection;

    Changes(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /** Runs it after each change; it must not block. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void start(@Observes StartupEvent event) {
        listen();
    }

    private void listen() {
        if (stopped) {
            return;
        }
        pool.getConnection().onFailure(this::later).onSuccess(heard -> {
            PgConnection.cast(heard).notificationHandler(_ -> tell());
            heard.closeHandler(_ -> later(null));
            connection = heard;
            heard.query("listen " + CHANNEL).execute().onSuccess(_ -> tell()).onFailure(_ -> heard.close());
        });
    }

    private void later(@Nullable Throwable failure) {
        LOG.debug("not listening for changes", failure);
        vertx.setTimer(RETRY_MILLIS, _ -> listen());
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        var current = connection;
        if (current != null) {
            current.query("unlisten *").execute().onComplete(_ -> current.close());
        }
    }
}
