package dev.starfold.local.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The disk of PostgreSQL or Kafka full for a while; the suite mounts a {@link SmallDisk} there before the system starts. */
record FullDisk(String name, Function<FaultedSystem, Path> folder) implements Fault {

    static FullDisk underPostgres() {
        return new FullDisk("full disk under PostgreSQL", FaultedSystem::postgresData);
    }

    static FullDisk underKafka() {
        return new FullDisk("full disk under Kafka", FaultedSystem::kafkaData);
    }

    @Override
    public @Nullable String missing() {
        return SmallDisk.missing();
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        SmallDisk disk = SmallDisk.at(folder.apply(system));
        try {
            long end = System.nanoTime()
                    + Duration.ofSeconds(8 + random.nextInt(15)).toNanos();
            while (System.nanoTime() < end) {
                // What the server frees meanwhile is taken as well.
                disk.fill();
                Thread.sleep(200);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the disk can't be filled", e);
        } finally {
            disk.free();
        }
    }
}
