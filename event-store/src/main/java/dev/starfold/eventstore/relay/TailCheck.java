package dev.starfold.eventstore.relay;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a topic that holds what the store does not: a database restored from an older backup would give positions and
 * versions out a second time, and consumers would keep the lost ones for ever.
 */
final class TailCheck {

    private static final Logger LOG = Logger.getLogger(TailCheck.class);

    private static final String EVENT_AT = "select stream_id, version from event where position = $1";

    private final Pool pool;
    private final Topic topic;

    TailCheck(Pool pool, Topic topic) {
        this.pool = pool;
        this.topic = topic;
    }

    void check(long cursor) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> last = topic.lastRecords();
        if (last.isEmpty() && cursor > 0) {
            LOG.warnf(
                    "the topic is empty, though everything up to position %d was sent: republish to refill it", cursor);
        }
        for (ConsumerRecord<byte[], byte[]> record : last) {
            String id = header(record, "ce_id");
            String position = header(record, "ce_position");
            if (id != null && position != null && !id.equals(stored(Long.parseLong(position)))) {
                throw new RelayRefusedException(
                        "topic %s holds event %s at position %s, but the event store does not: the topic is ahead of the store. Was an older backup restored? Restore a newer one, or give this store a new topic; nothing is sent until then"
                                .formatted(record.topic(), id, position));
            }
        }
    }

    private @Nullable String stored(long position) throws Exception {
        for (Row row : pool.preparedQuery(EVENT_AT)
                .execute(Tuple.of(position))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)) {
            return row.getUUID("stream_id") + ":" + row.getInteger("version");
        }
        return null;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
