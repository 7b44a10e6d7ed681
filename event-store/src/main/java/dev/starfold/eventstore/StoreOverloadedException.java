package dev.starfold.eventstore;

/** The queue of commands is full: nothing was done, and trying again later may succeed. */
public final class StoreOverloadedException extends RuntimeException {
    StoreOverloadedException() {
        super("the event store's queue is full", null, false, false);
    }
}
