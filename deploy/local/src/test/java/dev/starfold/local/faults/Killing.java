package dev.starfold.local.faults;

import dev.starfold.local.Part;
import dev.starfold.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * {@code kill -9} of some processes at once. They are not waited for.
 *
 * @param chosen those to be killed
 */
record Killing(String name, BiFunction<FaultedSystem, Random, List<Part>> chosen) implements Fault {

    static Killing of(Service service) {
        return new Killing("kill -9 of " + service.title() + "-service", (system, random) -> system.replicas(service));
    }

    static Killing ofOne(Service service) {
        return new Killing(
                "kill -9 of one replica of " + service.title() + "-service",
                (system, random) -> List.of(any(system.replicas(service), random)));
    }

    static Killing ofOneOfEach() {
        return new Killing("kill -9 of one replica of every service", (system, random) -> {
            List<Part> parts = new ArrayList<>();
            for (Service service : Service.values()) {
                parts.add(any(system.replicas(service), random));
            }
            return parts;
        });
    }

    static Killing ofKafka() {
        return new Killing("kill -9 of Kafka", (system, random) -> List.of(system.kafka()));
    }

    static Killing ofPostgres() {
        return new Killing("kill -9 of PostgreSQL", (system, random) -> List.of(system.postgres()));
    }

    static Killing ofRelay(Service service) {
        return new Killing(
                "kill -9 of the relay's holder (" + service.title() + ")",
                (system, random) -> List.of(Relays.holder(system, service)));
    }

    private static Part any(List<Part> parts, Random random) {
        return parts.get(random.nextInt(parts.size()));
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        for (Part part : chosen.apply(system, random)) {
            FaultedSystem.signal(part.pid(), "KILL");
        }
    }
}
