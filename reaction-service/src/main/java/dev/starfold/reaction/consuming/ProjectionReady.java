package dev.starfold.reaction.consuming;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the consumer of each log has started. It may still wait for its topic, or for the broker: what has been applied
 * can be read meanwhile.
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
                .status(Channels.ALL.stream().allMatch(channel -> clients.getConsumer(channel) != null))
                .build();
    }
}
