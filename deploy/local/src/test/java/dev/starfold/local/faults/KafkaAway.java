package dev.starfold.local.faults;

import java.time.Duration;
import java.util.Random;

/** Kafka is shut down for a while. */
record KafkaAway(Duration length) implements Fault {

    @Override
    public String name() {
        return "Kafka away for " + length.toSeconds() + " s";
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        system.kafka().away(() -> {
            Actor.pause(length.toMillis());
            return null;
        });
    }
}
