package dev.starfold.reaction.operations;

import dev.starfold.eventstore.operations.Operations;
import dev.starfold.reaction.erasing.Erasures;
import dev.starfold.reaction.store.ReactionStore;
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
            ReactionStore store,
            Erasures erasures,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "starfold.projection.dead-letter-topic") String deadLetters,
            @ConfigProperty(name = "mp.messaging.incoming.review-events.topic") String topic,
            @ConfigProperty(name = "mp.messaging.incoming.review-events.group.id") String group,
            @ConfigProperty(name = "mp.messaging.incoming.user-events.topic") String users,
            @ConfigProperty(name = "mp.messaging.incoming.user-events.group.id") String usersGroup) {
        operations = new Operations(
                "reaction",
                pool,
                kafka,
                new KnownReviewsModel(erasures),
                Map.of(topic, group, users, usersGroup),
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
