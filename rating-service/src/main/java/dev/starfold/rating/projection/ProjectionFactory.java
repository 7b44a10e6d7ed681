package dev.starfold.rating.projection;

import dev.starfold.eventstore.erasure.UserErasures;
import dev.starfold.eventstore.projection.DeadLetters;
import dev.starfold.rating.exclusions.ExclusionErasure;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the service its projections and their tools, which themselves know no container, so that tests can run them anywhere. */
class ProjectionFactory {

    @Produces
    @Singleton
    ReviewProjection reviews(Pool pool, Changes changes) {
        return ReviewProjection.live(pool, changes);
    }

    @Produces
    @Singleton
    ReactionProjection reactions(Pool pool, Changes changes) {
        return ReactionProjection.live(pool, changes);
    }

    @Produces
    @Singleton
    UserErasures erasures(Pool pool) {
        return new UserErasures(pool, new ExclusionErasure(pool));
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "starfold.projection.dead-letter-topic") String topic) {
        return new DeadLetters(broker, topic);
    }
}
