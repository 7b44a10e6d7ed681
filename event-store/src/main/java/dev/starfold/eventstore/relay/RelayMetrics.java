package dev.starfold.eventstore.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What operators see of a relay: the lag on every instance, and which one sends. */
final class RelayMetrics {

    private RelayMetrics() {}

    static void register(MeterRegistry metrics, Supplier<RelayStatus> status, Relay<?> relay) {
        Gauge.builder("starfold.relay.lag.events", () -> status.get().lagEvents())
                .description("Events committed but not yet acknowledged by Kafka")
                .register(metrics);
        Gauge.builder("starfold.relay.lag", () -> status.get().lagSeconds())
                .description("Age of the oldest event not yet acknowledged by Kafka")
                .baseUnit("seconds")
                .register(metrics);
        flag(metrics, "holding", "1 on the instance that sends", relay::holding);
        flag(metrics, "refused", "1 while the relay will send nothing until somebody acts", () -> relay.refusal()
                .isPresent());
        flag(
                metrics,
                "interrupted",
                "1 while something, such as a broker that is away, keeps it from sending",
                () -> relay.interruption().isPresent());
    }

    private static void flag(MeterRegistry metrics, String name, String description, BooleanSupplier holds) {
        Gauge.builder("starfold.relay." + name, () -> holds.getAsBoolean() ? 1 : 0)
                .description(description)
                .register(metrics);
    }
}
