package dev.starfold.eventstore.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starfold.eventstore.tracing.Traceparent;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The trace that a record is part of. Whatever its headers hold, they keep nobody from applying it. */
final class RecordTrace {

    private RecordTrace() {}

    static @Nullable String of(ConsumerRecord<?, ?> record) {
        String traceparent = header(record, "traceparent");
        String time = header(record, "ce_time");
        if (traceparent == null || time == null) {
            return null;
        }
        try {
            return Traceparent.recent(traceparent, Instant.parse(time));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
