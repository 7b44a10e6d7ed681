package dev.starfold.eventstore.watch;

/**
 * When the parts of a service are started, as priorities of those who observe its start. What waits for others most of the
 * time begins before the channels of Kafka, which SmallRye starts at 1,000, and is awaited behind all else (2,500 where
 * none is given); ports open behind the last.
 */
public final class StartOrder {

    static final int TRACING = 1;

    /** The store, and the relay, whose spans are recorded from the first. */
    public static final int STORE = 10;

    /** Warming up, for which some need the store. */
    static final int WARMING = 20;

    static final int WARM = 5_000;

    /** The relay has looked whether the store is as new as its topic. */
    public static final int ADMITTED = WARM + 1;

    private StartOrder() {}
}
