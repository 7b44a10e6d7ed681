package dev.starfold.eventstore.watch;

import dev.starfold.eventstore.tracing.Spans;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the store, the relay and the projections record spans, where tracing is on. */
@Singleton
class Tracing {

    void start(
            @Observes @Priority(StartOrder.TRACING) StartupEvent start,
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        Spans.recordWith(off ? null : telemetry.getTracer("dev.starfold"));
    }
}
