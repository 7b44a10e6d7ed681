package dev.starfold.eventstore;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EventStore#execute} runs: a pure decision over the history of one stream.
 *
 * @param decide gets the stream's events, oldest first, and gives the events to append (none: nothing changes). What it
 *     throws fails this command alone. It may run more than once.
 * @param attachment handed to the {@link InlineProjection} with the appended events: what belongs to them but must not
 *     stand in the log
 * @param idempotency {@code null} when the caller gave no key
 */
public record Command<E, A>(
        UUID stream,
        Decision<E> decide,
        Metadata metadata,
        A attachment,
        @Nullable Idempotency idempotency) {

    /** A pure function over the history of a stream. */
    @FunctionalInterface
    public interface Decision<E> {
        List<? extends E> decide(List<Recorded<E>> history);
    }

    /**
     * A caller's promise that a repeat is the same command: {@code key} is unique per caller and key, {@code digest} stands
     * for the content of the request.
     */
    public record Idempotency(UUID key, UUID digest) {}
}
