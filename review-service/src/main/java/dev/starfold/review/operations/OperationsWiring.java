package dev.starfold.review.operations;

import dev.starfold.eventstore.operations.Operations;
import dev.starfold.review.store.ReviewStore;
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
            ReviewStore store,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "starfold.projection.dead-letter-topic") String deadLetters,
            @ConfigProperty(name = "mp.messaging.incoming.reaction-events.topic") String topic,
            @ConfigProperty(name = "mp.messaging.incoming.reaction-events.group.id") String group) {
        operations = new Operations(
                "review", pool, kafka, new ReactionsModel(), Map.of(topic, group), deadLetters, store.relay(), metrics);
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
