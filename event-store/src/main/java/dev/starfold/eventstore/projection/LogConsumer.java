package dev.starfold.eventstore.projection;

import dev.starfold.eventstore.tracing.Spans;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/**
 * Takes a log poll by poll: decode, apply, set aside what can't be applied, then commit the offsets, each step only after
 * the one before is durable. Whatever is away, it waits and tries again; it never skips. A poll that comes again changes
 * nothing but may set a bad record aside twice.
 */
public final class LogConsumer<S> {

    private static final Logger LOG = Logger.getLogger(LogConsumer.class);

    private final Source<S> source;
    private final Consumer<Map<TopicPartition, OffsetAndMetadata>> offsets;
    private final Tools tools;

    /** @param offsets commits them before it returns; throws what Kafka's consumer does */
    public LogConsumer(Source<S> source, Consumer<Map<TopicPartition, OffsetAndMetadata>> offsets, Tools tools) {
        this.source = source;
        this.offsets = offsets;
        this.tools = tools;
    }

    /** What it works with: the metrics of its own log, the rest shared by all logs of a service. */
    public record Tools(
            DeadLetters deadLetters, ProjectionMetrics metrics, Patience patience, TopicIdentity identity) {}

    /** A record with what it says. */
    private record Decoded<S>(ConsumerRecord<byte[], byte[]> record, S state) {}

    /**
     * Returns when the poll is done with, or the service stops. Blocks: while something is away, for as long as that lasts.
     */
    public void consume(ConsumerRecords<byte[], byte[]> poll) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>(poll.count());
        poll.forEach(records::add);
        Spans spans = Spans.start("process " + source.topic(), SpanKind.CONSUMER, records, RecordTrace::of);
        tools.metrics().begin();
        try {
            process(poll);
            spans.end();
        } catch (RuntimeException failure) {
            spans.end(failure);
            throw failure;
        } catch (InterruptedException e) {
            spans.end(e);
            LOG.infof("Stopped amid a poll of %d records: they will come again", poll.count());
        } finally {
            tools.metrics().end();
        }
    }

    private void process(ConsumerRecords<byte[], byte[]> poll) throws InterruptedException {
        var decoded = new ArrayList<Decoded<S>>(poll.count());
        var setAside = new ArrayList<DeadLetter>();
        for (var record : poll) {
            try {
                decoded.add(new Decoded<>(record, source.decode().apply(record)));
            } catch (UnreadableRecord e) {
                setAside.add(new DeadLetter(record, String.valueOf(e.getMessage())));
            }
        }
        long news = apply(decoded, setAside);
        if (!setAside.isEmpty()) {
            untilDone("setting records aside", () -> tools.deadLetters().send(setAside));
        }
        commit(poll);
        tools.metrics().applied(poll.count(), news, setAside.size());
    }

    /**
     * Where the data itself is refused, halves the records until the culprit stands alone. Halving happens before the
     * records of one review or reaction are reduced to its newest, so a refused version doesn't take the accepted one
     * before it along.
     */
    private long apply(List<Decoded<S>> records, List<DeadLetter> setAside) throws InterruptedException {
        var states = records.stream().map(Decoded<S>::state).toList();
        try {
            return untilDone(
                    "applying " + source.topic(),
                    () -> DatabaseFaults.await(source.apply().apply(states)));
        } catch (Refused e) {
            if (records.size() == 1) {
                setAside.add(new DeadLetter(records.getFirst().record(), String.valueOf(e.getMessage())));
                return 0;
            }
            int half = records.size() / 2;
            return apply(records.subList(0, half), setAside) + apply(records.subList(half, records.size()), setAside);
        }
    }

    /** Refused when the partitions were given to another meanwhile: there the records come again, and change nothing. */
    private void commit(ConsumerRecords<byte[], byte[]> poll) throws InterruptedException {
        var stamped = tools.identity().stamped(poll.nextOffsets());
        if (stamped.isEmpty()) {
            return;
        }
        try {
            untilDone("committing offsets", () -> {
                try {
                    offsets.accept(stamped);
                    return true;
                } catch (CommitFailedException | RebalanceInProgressException e) {
                    throw new Refused("offsets not committed: " + e.getMessage(), e);
                }
            });
        } catch (Refused e) {
            LOG.infof("The records of a poll will come again: %s", e.getMessage());
        }
    }

    private <T> T untilDone(String what, Callable<T> attempt) throws InterruptedException {
        return tools.patience().untilDone(what, tools.metrics()::retried, attempt);
    }
}
