package dev.starfold.eventstore;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Commands whose rows another session holds, kept apart by their streams, so that all others go on between the attempts.
 * Confined to the store's event loop.
 */
final class Blocked<E, A> {

    private final Map<UUID, Queue<Pending<E, A>>> streams = new LinkedHashMap<>();

    boolean isEmpty() {
        return streams.isEmpty();
    }

    int size() {
        return streams.values().stream().mapToInt(Queue::size).sum();
    }

    boolean holds(UUID stream) {
        return streams.containsKey(stream);
    }

    /** Puts it behind those of its stream, and a stream that has none here behind all others. */
    void add(Pending<E, A> pending) {
        streams.computeIfAbsent(pending.command.stream(), _ -> new ArrayDeque<>())
                .add(pending);
    }

    /** Takes out all of the stream whose turn it is, oldest first; only if there is one. */
    Queue<Pending<E, A>> next() {
        var streamsLeft = streams.values().iterator();
        var next = streamsLeft.next();
        streamsLeft.remove();
        return next;
    }

    void removeIf(Predicate<Pending<E, A>> condition) {
        streams.values().removeIf(stream -> {
            stream.removeIf(condition);
            return stream.isEmpty();
        });
    }
}
