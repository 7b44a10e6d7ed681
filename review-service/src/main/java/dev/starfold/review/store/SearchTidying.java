package dev.starfold.review.store;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Has the search index take in the documents that appends have left beside it, many at once: the more, the less each costs.
 * Searches find them in either place.
 */
@Singleton
class SearchTidying {

    private static final Logger LOG = Logger.getLogger(SearchTidying.class);
    private static final long INTERVAL_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 250;

    /** So few hardly slow a search down. */
    private static final long FEW = 500;

    /**
     * Half of what the index's list has place for (gin_pending_list_limit): an append that finds it full tidies by itself, for a
     * second or more.
     */
    private static final long MANY = 10_000;

    private final Pool pool;
    private final LongSupplier written;
    private boolean tidying;
    private long tidied;
    private long lastNanos = System.nanoTime();

    SearchTidying(Pool pool, ReviewStore store) {
        this.pool = pool;
        this.written = store::documentsWritten;
    }

    void start(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, _ -> tidy());
    }

    private synchronized void tidy() {
        long now = written.getAsLong();
        long waiting = now - tidied;
        boolean time = System.nanoTime() - lastNanos >= INTERVAL_MILLIS * 1_000_000;
        if (!tidying && (waiting >= MANY || time && waiting >= FEW)) {
            tidying = true;
            tidied = now;
            lastNanos = System.nanoTime();
            pool.query("select search_tidied()")
                    .execute()
                    .onFailure(e -> LOG.debug("left for the next time", e))
                    .onComplete(_ -> ended());
        }
    }

    private synchronized void ended() {
        tidying = false;
    }
}
