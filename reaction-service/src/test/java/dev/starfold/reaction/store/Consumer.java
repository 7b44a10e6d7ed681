package dev.starfold.reaction.store;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.publishing.PublicReaction;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What another service knows that got every event as it was when it was published, and keeps the newest of each reaction. */
final class Consumer {

    private final EventLog<ReactionEvent> log = new EventLog<>(new EventCodec<>(ReactionEvent.class));
    private final Pool pool;
    private final Map<UUID, PublicReaction> newest = new HashMap<>();
    private long position;

    /** Of what is appended from now on. */
    Consumer(Pool pool, long position) {
        this.pool = pool;
        this.position = position;
    }

    void poll() {
        for (var event : Instance.join(log.after(pool, position, 1000))) {
            position = event.position();
            UUID stream = event.recorded().stream();
            var history = Instance.join(
                            log.streams(pool, Map.of(stream, event.recorded().version())))
                    .get(stream);
            PublicReaction said = (PublicReaction) PublicReaction.event(history).data();
            newest.merge(stream, said, (a, b) -> b.version() > a.version() ? b : a);
        }
    }

    List<UUID> active() {
        return newest.values().stream()
                .filter(PublicReaction::active)
                .map(PublicReaction::reactionId)
                .toList();
    }

    List<String> users() {
        return newest.values().stream()
                .map(PublicReaction::user)
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
