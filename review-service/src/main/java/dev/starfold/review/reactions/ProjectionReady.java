package dev.starfold.review.reactions;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the consumer of the reaction log has started. It may still wait for the topic, or for the broker: what has been
 * applied can be read meanwhile.
 */
@Readiness
@Singleton
class ProjectionReady implements HealthCheck {

    private final KafkaClientService clients;

    ProjectionReady(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("projection")
                .status(clients.getConsumer(ReactionConsumer.CHANNEL) != null)
                .build();
    }
}
