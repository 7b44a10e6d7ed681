package dev.starfold.eventstore.relay;

import org.jspecify.annotations.Nullable;

/**
 * How far a topic's relay is, on whichever instance it runs.
 *
 * @param cursor the position up to which every event is acknowledged by Kafka
 * @param owner the instance that sends; {@code null} while none does
 * @param lagEvents events committed but not yet acknowledged
 * @param lagSeconds age of the oldest of them; 0 without any
 */
public record RelayStatus(
        String topic, long cursor, @Nullable String owner, long lagEvents, double lagSeconds) {}
