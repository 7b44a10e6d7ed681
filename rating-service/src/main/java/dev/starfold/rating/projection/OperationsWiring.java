package dev.starfold.rating.projection;

import dev.starfold.eventstore.erasure.UserErasures;
import dev.starfold.eventstore.operations.Operations;
import dev.starfold.rating.exclusions.ExclusionStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's operations, from start to stop. */
@Singleton
class OperationsWiring {

    private final Operations operations;

    OperationsWiring(
            Pool pool,
            ExclusionStore store,
            UserErasures erasures,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "starfold.projection.dead-letter-topic") String deadLetters,
            @ConfigProperty(name = "mp.messaging.incoming.review-events.group.id") String reviews,
            @ConfigProperty(name = "mp.messaging.incoming.reaction-events.group.id") String reactions,
            @ConfigProperty(name = "mp.messaging.incoming.user-events.topic") String users,
            @ConfigProperty(name = "mp.messaging.incoming.user-events.group.id") String usersGroup) {
        operations = new Operations(
                "rating",
                pool,
                kafka,
                new RatingsModel(erasures),
                Map.of(Channels.REVIEWS, reviews, Channels.REACTIONS, reactions, users, usersGroup),
                deadLetters,
                store.relay(),
                metrics);
    }

    @Produces
    @Singleton
    Operations operations() {
        return operations;
    }

    void start(@Observes StartupEvent event) {
        operations.start();
    }

    void stop(@Observes ShutdownEvent event) {
        operations.close();
    }
}
