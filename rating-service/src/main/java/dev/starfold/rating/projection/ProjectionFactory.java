package dev.starfold.rating.projection;

import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the service its projection, which itself knows no container, so that tests can run it anywhere. */
class ProjectionFactory {

    @Produces
    @Singleton
    RatingProjection projection(Pool pool) {
        return new RatingProjection(pool);
    }
}
