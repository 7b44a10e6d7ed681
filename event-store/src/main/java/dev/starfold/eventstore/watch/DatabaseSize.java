package dev.starfold.eventstore.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** How large the service's database is on its disk: the log is kept for ever, so it grows. */
@Singleton
class DatabaseSize {

    private static final Logger LOG = Logger.getLogger(DatabaseSize.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final String SIZE = "select pg_database_size(current_database()) as size";

    private final Vertx vertx;
    private final Pool pool;
    private volatile double bytes = Double.NaN;

    DatabaseSize(Vertx vertx, Pool pool, MeterRegistry metrics) {
        this.vertx = vertx;
        this.pool = pool;
        Gauge.builder("starfold.database.size", () -> bytes)
                .description("What the service's database takes of its disk, write-ahead log apart")
                .baseUnit("bytes")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        measure();
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> measure());
    }

    private void measure() {
        pool.query(SIZE)
                .execute()
                .onSuccess(rows -> bytes = rows.iterator().next().getLong("size"))
                .onFailure(failure -> LOG.debug("the size of the database is not known", failure));
    }
}
