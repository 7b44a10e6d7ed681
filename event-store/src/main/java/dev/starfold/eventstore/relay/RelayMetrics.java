package dev.starfold.eventstore.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What operators see of a relay: the lag on every instance, and which one sends. */
final class RelayMetrics {

    private RelayMetrics() {}

    static void register(MeterRegistry metrics, Supplier<RelayStatus> status, BooleanSupplier holding) {
        Gauge.builder("starfold.relay.lag.events", () -> status.get().lagEvents())
                .description("Events committed but not yet acknowledged by Kafka")
                .register(metrics);
        Gauge.builder("starfold.relay.lag", () -> status.get().lagSeconds())
                .description("Age of the oldest event not yet acknowledged by Kafka")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("starfold.relay.holding", () -> holding.getAsBoolean() ? 1 : 0)
                .description("1 on the instance that sends")
                .register(metrics);
    }
}
