package dev.starfold.reaction.store;

import static java.util.stream.Collectors.toMap;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.relay.PublicEvent;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.publishing.PublicReaction;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What another service knows that got every event as it was when it was published, and keeps the newest of each reaction. */
final class Consumer {

    private final EventLog<ReactionEvent> log = new EventLog<>(new EventCodec<>(ReactionEvent.class));
    private final Pool pool;
    private final Map<UUID, PublicEvent> newest = new HashMap<>();
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
            PublicEvent said = PublicReaction.eventOrNothing(history);
            if (said != null) {
                newest.merge(
                        stream,
                        said,
                        (a, b) -> reaction(b).version() > reaction(a).version() ? b : a);
            }
        }
    }

    /** Of each reaction that stands, when its newest event happened. */
    Map<UUID, Instant> active() {
        return newest.entrySet().stream()
                .filter(said -> reaction(said.getValue()).active())
                .collect(toMap(Map.Entry::getKey, said -> said.getValue().time()));
    }

    List<String> users() {
        return newest.values().stream()
                .map(said -> reaction(said).user())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static PublicReaction reaction(PublicEvent said) {
        return (PublicReaction) said.data();
    }
}
