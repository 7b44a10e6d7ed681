package dev.starfold.eventstore.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record set aside, with the cause. On the dead-letter topic it keeps its key, value, time and headers; where it came
 * from and why it is there stand in further headers, {@code dead-letter-…}, as text.
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, String cause) {

    /** Of the headers that are added. */
    public static final String PREFIX = "dead-letter-";

    ProducerRecord<byte[], byte[]> on(String topic) {
        var headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        add(headers, "topic", record.topic());
        add(headers, "partition", String.valueOf(record.partition()));
        add(headers, "offset", String.valueOf(record.offset()));
        add(headers, "cause", cause);
        Long time = timestamp();
        return new ProducerRecord<>(topic, null, time, record.key(), record.value(), headers);
    }

    private static void add(RecordHeaders headers, String name, String text) {
        headers.add(PREFIX + name, text.getBytes(UTF_8));
    }

    private @Nullable Long timestamp() {
        return record.timestamp() < 0 ? null : record.timestamp();
    }
}
