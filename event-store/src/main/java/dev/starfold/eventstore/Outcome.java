package dev.starfold.eventstore;

import java.util.List;

/**
 * How a command ended: the stream's {@code history} up to and including what the command {@code appended} (empty: it
 * changed nothing). {@code replayed}: the command's idempotency key had succeeded before, and this is that success again.
 */
public record Outcome<E>(List<Recorded<E>> history, List<Recorded<E>> appended, boolean replayed) {

    /** The version of the stream that this outcome speaks of; 0 for a stream without events. */
    public int version() {
        return history.isEmpty() ? 0 : history.getLast().version();
    }
}
