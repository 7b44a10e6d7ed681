package dev.starfold.rating.exclusions;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Unready while publishing would harm consumers. A Kafka that is away harms nobody: events wait in the store. */
@Readiness
@Singleton
class RelayReadiness implements HealthCheck {

    private final ExclusionStore store;

    RelayReadiness(ExclusionStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> refusal = store.refusal();
        var response = HealthCheckResponse.named("relay").status(refusal.isEmpty());
        refusal.ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }
}
