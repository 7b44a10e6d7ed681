package dev.starfold.eventstore.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog.Positioned;
import dev.starfold.eventstore.tracing.Spans;
import dev.starfold.eventstore.tracing.Traceparent;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run of events and waits for every acknowledgement. What reaches a partition is always a prefix of the run, also
 * after a failure: one request in flight, and the first failure closes the producer from within its own callback, before it
 * can send what came behind. So whoever resends from the cursor, a second sender included, keeps first occurrences in order.
 */
final class Outbox implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 15_000;

    private final String topic;
    private final String source;
    private final Producer<byte[], byte[]> producer;

    Outbox(String topic, String source, Map<String, Object> kafka) {
        this.topic = topic;
        this.source = source;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // A run is sent when it is complete, not in two because its first record went ahead.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 * 1024);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For so long a run may be on its way at most: to learn of the topic's partitions, and to be acknowledged by them. */
    static Duration patience(Map<String, Object> kafka) {
        return Stream.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)
                .map(name -> String.valueOf(kafka.getOrDefault(name, PATIENCE_MILLIS)))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** An event of the log and what is published of it. */
    record Outgoing(Positioned<?> event, PublicEvent published) {

        private @Nullable String traceparent() {
            return event.recorded().metadata().traceparent();
        }

        private @Nullable String recentTrace() {
            return Traceparent.recent(traceparent(), event.recordedAt());
        }
    }

    /** Returns when the broker has acknowledged all; throws at the first failure, after which this outbox is spent. */
    void send(List<Outgoing> run) throws Exception {
        Spans spans = Spans.start("send " + topic, SpanKind.PRODUCER, run, Outgoing::recentTrace);
        try {
            send(run, spans);
            spans.end();
        } catch (Throwable failure) {
            spans.end(failure);
            throw failure;
        }
    }

    private void send(List<Outgoing> run, Spans spans) throws Exception {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(run.size());
        for (Outgoing outgoing : run) {
            acknowledgements.add(producer.send(record(outgoing, spans), (metadata, failure) -> {
                if (failure != null) {
                    producer.close(Duration.ZERO);
                }
            }));
        }
        producer.flush();
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
    }

    private ProducerRecord<byte[], byte[]> record(Outgoing outgoing, Spans spans) {
        PublicEvent event = outgoing.published;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Objects.requireNonNullElse(event.topic(), topic), bytes(event.key()), json(event.data()));
        Headers headers = record.headers();
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(outgoing.event.recorded().id()));
        headers.add("ce_type", bytes(event.type()));
        headers.add("ce_source", bytes(source));
        headers.add("ce_subject", bytes(event.subject()));
        headers.add("ce_time", bytes(event.time().toString()));
        headers.add("ce_dataschema", bytes(event.dataSchema()));
        headers.add(
                "ce_streamversion",
                bytes(Integer.toString(outgoing.event.recorded().version())));
        headers.add("ce_position", bytes(Long.toString(outgoing.event.position())));
        headers.add("content-type", bytes("application/json"));
        String traceparent = spans.next(outgoing.traceparent());
        if (traceparent != null) {
            headers.add("traceparent", bytes(traceparent));
        }
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(Object data) {
        try {
            return EventCodec.JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + data.getClass(), e);
        }
    }

    /** Drops what is not sent yet. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
