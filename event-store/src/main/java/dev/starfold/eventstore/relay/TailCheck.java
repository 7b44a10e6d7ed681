package dev.starfold.eventstore.relay;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a topic that holds what the store does not: a database restored from an older backup would give positions and
 * versions out a second time, and consumers would keep the lost ones for ever. Looks at the end of every partition; what is
 * no event of the store's, such as garbage that somebody else sent, is passed over.
 */
final class TailCheck {

    private static final Logger LOG = Logger.getLogger(TailCheck.class);

    private static final String MISSING = """
            select sent.id, sent.position from unnest($1::text[], $2::bigint[]) as sent(id, position)
            where not exists (
                select from event where event.position = sent.position and stream_id || ':' || version = sent.id)
            order by sent.position desc limit 1
            """;

    private final Pool pool;
    private final Topic topic;

    TailCheck(Pool pool, Topic topic) {
        this.pool = pool;
        this.topic = topic;
    }

    /** An event as a record of the topic names it. */
    private record Sent(String id, long position) {

        static @Nullable Sent of(ConsumerRecord<byte[], byte[]> record) {
            String id = header(record, "ce_id");
            String position = header(record, "ce_position");
            return id == null || position == null || !position.matches("\\d{1,18}")
                    ? null
                    : new Sent(id, Long.parseLong(position));
        }

        private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }

    void check(long cursor) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> last = topic.lastRecords();
        if (last.isEmpty() && cursor > 0) {
            LOG.warnf(
                    "the topic is empty, though everything up to position %d was sent: republish to refill it", cursor);
        }
        List<Sent> sent = last.stream()
                .flatMap(record -> Stream.ofNullable(Sent.of(record)))
                .toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(sent.stream().map(Sent::id).toArray(String[]::new))
                .addArrayOfLong(sent.stream().map(Sent::position).toArray(Long[]::new));
        for (Row row : pool.preparedQuery(MISSING)
                .execute(parameters)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)) {
            throw new RelayRefusedException(
                    "topic %s holds event %s at position %d, but the event store does not: the topic is ahead of the store. Was an older backup restored? Restore a newer one, or give this store a new topic; nothing is sent until then"
                            .formatted(topic.name(), row.getString(0), row.getLong(1)),
                    true);
        }
    }
}
