package dev.starfold.eventstore.watch;

import jakarta.inject.Singleton;
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

    private final Flyway flyway;
    private volatile boolean migrated;

    SchemaReadiness(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("schema");
        try {
            int pending = migrated ? 0 : flyway.info().pending().length;
            migrated = pending == 0;
            return migrated
                    ? response.up().build()
                    : response.down()
                            .withData("reason", pending + " migrations are pending")
                            .build();
        } catch (RuntimeException e) {
            LOG.debug("the state of the schema is not known", e);
            return response.down()
                    .withData("reason", "the database was not asked yet")
                    .build();
        }
    }
}
