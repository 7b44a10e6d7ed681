package dev.starfold.rating.projection;

import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the service its projections, which themselves know no container, so that tests can run them anywhere. */
class ProjectionFactory {

    @Produces
    @Singleton
    ReviewProjection reviews(Pool pool) {
        return new ReviewProjection(pool);
    }

    @Produces
    @Singleton
    ReactionProjection reactions(Pool pool) {
        return new ReactionProjection(pool);
    }
}
