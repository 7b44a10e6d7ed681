package dev.starfold.local.faults;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The next fsync fails. What PostgreSQL or Kafka then do is to stop, since what they wrote may be lost. */
record FsyncFault(boolean ofPostgres) implements Fault {

    @Override
    public String name() {
        return "failing fsync of " + (ofPostgres ? "PostgreSQL" : "Kafka");
    }

    @Override
    public @Nullable String missing() {
        return FailingFsync.missing();
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        long pid = ofPostgres ? system.postgres().pid() : system.kafka().pid();
        try (var failing = ofPostgres ? FailingFsync.ofChildren(pid) : FailingFsync.of(pid)) {
            failing.awaitHarm(Duration.ofSeconds(10 + random.nextInt(10)));
        }
    }
}
