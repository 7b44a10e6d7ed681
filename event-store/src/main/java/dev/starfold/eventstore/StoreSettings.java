package dev.starfold.eventstore;

import java.time.Duration;

/**
 * Bounds of an {@link EventStore}.
 *
 * @param maxBatch commands in one transaction
 * @param maxQueue commands waiting; one more is refused with {@link StoreOverloadedException}
 * @param lockTimeout how long a transaction waits for the append lock, and a silent holder keeps it
 * @param commandTimeout from entry to answer; after it a command fails with {@link StoreUnavailableException}
 */
public record StoreSettings(int maxBatch, int maxQueue, Duration lockTimeout, Duration commandTimeout) {

    /** 256 commands a batch, 4,096 waiting, 3 s for the lock, 10 s in all. */
    public static StoreSettings defaults() {
        return new StoreSettings(256, 4_096, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }
}
