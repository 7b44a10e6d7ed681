package dev.starfold.local.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The wall clock of one process, or of PostgreSQL, an hour ahead or behind for a while, and back. */
record ClockJump(boolean ofPostgres) implements Fault {

    @Override
    public String name() {
        return "clock of " + (ofPostgres ? "PostgreSQL" : "a service") + " ±1 h";
    }

    @Override
    public @Nullable String missing() {
        return FakeClock.missing();
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        Map<String, FakeClock> clocks = ((HarmfulWiring) system.wiring()).clocks();
        List<String> parts = clocks.keySet().stream()
                .filter(part -> part.equals("postgres") == ofPostgres)
                .sorted()
                .toList();
        FakeClock clock = clocks.get(parts.get(random.nextInt(parts.size())));
        try {
            clock.set(Duration.ofHours(random.nextBoolean() ? 1 : -1));
            Thread.sleep(Duration.ofSeconds(10 + random.nextInt(20)));
        } finally {
            clock.set(Duration.ZERO);
        }
    }
}
