package dev.starfold.eventstore.relay;

import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventLog.Positioned;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.relay.Outbox.Outgoing;
import dev.starfold.eventstore.relay.PublicEvent.Publisher;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes public events of stored ones. Each holds the whole state after it, so what came before it in its stream is read. */
final class Publication<E> {

    private final Pool pool;
    private final EventLog<E> log;
    private final Publisher<E> publisher;

    Publication(Pool pool, EventLog<E> log, Publisher<E> publisher) {
        this.pool = pool;
        this.log = log;
        this.publisher = publisher;
    }

    Future<List<Outgoing>> of(List<Positioned<E>> batch) {
        Map<UUID, Integer> continued = new HashMap<>();
        for (Positioned<E> event : batch) {
            Recorded<E> recorded = event.recorded();
            if (recorded.version() > 1) {
                continued.merge(recorded.stream(), recorded.version(), Math::max);
            }
        }
        Future<Map<UUID, List<Recorded<E>>>> histories =
                continued.isEmpty() ? Future.succeededFuture(Map.of()) : log.streams(pool, continued);
        return histories.map(known -> batch.stream()
                .flatMap(event -> Stream.ofNullable(publisher.publish(history(event.recorded(), known)))
                        .map(published -> new Outgoing(event, published)))
                .toList());
    }

    private static <E> List<Recorded<E>> history(Recorded<E> recorded, Map<UUID, List<Recorded<E>>> histories) {
        return recorded.version() == 1
                ? List.of(recorded)
                : histories.getOrDefault(recorded.stream(), List.of()).subList(0, recorded.version());
    }
}
