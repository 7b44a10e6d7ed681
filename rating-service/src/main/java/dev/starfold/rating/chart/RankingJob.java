package dev.starfold.rating.chart;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Ranks again and again while the service runs, with a pause in between. Whatever fails is tried again after it. */
@Singleton
class RankingJob {

    private static final Logger LOG = Logger.getLogger(RankingJob.class);

    private final Ranker ranker;
    private final Vertx vertx;
    private final Duration interval;
    private volatile boolean stopped;

    RankingJob(
            Pool pool,
            Vertx vertx,
            @ConfigProperty(name = "starfold.rating.weight") int weight,
            @ConfigProperty(name = "starfold.ranking.interval") Duration interval) {
        this.ranker = new Ranker(pool, weight);
        this.vertx = vertx;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        later();
    }

    private void later() {
        if (!stopped) {
            vertx.setTimer(interval.toMillis(), _ -> run());
        }
    }

    private void run() {
        ranker.rank().onFailure(failure -> LOG.warnf("Not ranked: %s", failure)).onComplete(_ -> later());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }
}
