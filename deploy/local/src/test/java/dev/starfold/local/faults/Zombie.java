package dev.starfold.local.faults;

import dev.starfold.local.Part;
import dev.starfold.local.Service;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Processes that stand still for so long that every lease, session and time-out of theirs is over, and then go on as if nothing
 * had been.
 */
record Zombie(String name, Duration length, Function<FaultedSystem, List<Part>> chosen) implements Fault {

    // A lease of the relay lasts 5 s, a session of the consumers 10 s.
    private static final Duration LONG = Duration.ofSeconds(20);

    static Zombie of(Service service) {
        return new Zombie(
                "stopped and continued: " + service.title() + "-service",
                LONG,
                system -> List.of(system.replicas(service).getFirst()));
    }

    static Zombie ofRelay(Service service) {
        return new Zombie(
                "stopped and continued: the relay's holder (" + service.title() + ")",
                LONG,
                system -> List.of(Relays.holder(system, service)));
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        List<Long> pids = chosen.apply(system).stream().map(Part::pid).toList();
        for (long pid : pids) {
            FaultedSystem.signal(pid, "STOP");
        }
        Actor.pause(length.toMillis());
        for (long pid : pids) {
            FaultedSystem.signal(pid, "CONT");
        }
    }
}
