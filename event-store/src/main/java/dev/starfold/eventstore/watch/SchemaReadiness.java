package dev.starfold.eventstore.watch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Unready until the database is as this release expects it, where migrating is a step of its own. Newer is fine: releases
 * overlap. Once seen it is not asked for again, as a schema does not go back.
 */
@Readiness
@Singleton
class SchemaReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Flyway flyway;
    private final Thread looking = Thread.ofPlatform().name("schema").daemon().unstarted(this::look);
    private volatile boolean migrated;
    private volatile String reason = "the database was not asked yet";

    /** @param migrates it has been migrated, or the service would not have started */
    SchemaReadiness(Flyway flyway, @ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migrates) {
        this.flyway = flyway;
        this.migrated = migrates;
    }

    void start(@Observes StartupEvent event) {
        if (!migrated) {
            looking.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        looking.interrupt();
    }

    /** On a thread of its own: Flyway waits for a database that is away. */
    private void look() {
        while (!migrated) {
            try {
                int pending = flyway.info().pending().length;
                reason = pending + " migrations are pending";
                migrated = pending == 0;
            } catch (RuntimeException e) {
                LOG.debug("the state of the schema is not known", e);
                reason = "the state of the schema is not known";
            }
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("schema").status(migrated);
        return migrated ? response.build() : response.withData("reason", reason).build();
    }
}
