package dev.starfold.eventstore.operations;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import dev.starfold.eventstore.projection.Refused;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.eventstore.projection.UnreadableRecord;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the logs of a projection once more, from their start or from where it was interrupted, outside any group. */
final class Replay implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FETCH = 256 * 1024;
    private static final Duration MOMENT = Duration.ofMillis(100);

    private static final String NOTE = """
            insert into rebuild_offset (job_id, topic, topic_partition, next_offset)
            select $1, * from unnest($2::text[], $3::int[], $4::bigint[])
            on conflict (job_id, topic, topic_partition) do update set next_offset = excluded.next_offset
            """;

    private static final String NOTED =
            "select topic, topic_partition, next_offset from rebuild_offset where job_id = $1";

    private final Pool pool;
    private final UUID job;
    private final int batch;
    private final Map<String, Source<?>> sources = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> starts;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Map<TopicPartition, Long> ends;
    private long read;
    private long setAside;

    Replay(Map<String, Object> kafka, Pool pool, UUID job, List<Source<?>> sources, int batch) throws Exception {
        this.pool = pool;
        this.job = job;
        this.batch = batch;
        sources.forEach(source -> this.sources.put(source.topic(), source));
        var settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.put("max.poll.records", batch);
        // What is fetched ahead should not outlive its generation of the heap either. A larger batch still comes.
        settings.put("max.partition.fetch.bytes", FETCH);
        settings.put("fetch.max.bytes", 2 * FETCH);
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var topics = consumer.listTopics();
        this.partitions = sources.stream()
                .flatMap(source -> topics.getOrDefault(source.topic(), List.of()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        this.starts = consumer.beginningOffsets(partitions);
        this.ends = consumer.endOffsets(partitions);
        positions.putAll(starts);
        for (Row row : JobRunner.await(pool.preparedQuery(NOTED).execute(Tuple.of(job)))) {
            var partition = new TopicPartition(row.getString(0), row.getInteger(1));
            // Where the topic was lost and came back shorter, the comparison at the end tells.
            positions.computeIfPresent(
                    partition, (same, start) -> Math.clamp(row.getLong(2), start, ends.getOrDefault(same, start)));
        }
        positions.forEach(consumer::seek);
    }

    /** What records say, decoded, and how far the logs are read with them. */
    record Batch(List<Decoded<?>> logs, int records, Statement note) {

        boolean isEmpty() {
            return records == 0;
        }
    }

    /** The states of one log. */
    record Decoded<S>(Source<S> source, List<S> states) {

        boolean isOne() {
            return states.size() == 1;
        }

        List<Decoded<S>> halves() {
            int half = states.size() / 2;
            return List.of(
                    new Decoded<>(source, states.subList(0, half)),
                    new Decoded<>(source, states.subList(half, states.size())));
        }

        /** What writes their rows. */
        List<Statement> load() {
            return Objects.requireNonNull(source.load()).apply(states);
        }

        private void apply() {
            DatabaseFaults.await(source.apply().apply(states));
        }
    }

    /** Applies some records, and notes how far it came; without records returns after a moment. */
    void step() throws Exception {
        Batch batch = next();
        batch.logs.forEach(log -> pieceByPiece(log, Decoded::apply));
        if (!batch.isEmpty()) {
            JobRunner.await(batch.note.on(pool));
        }
    }

    /** What comes next in the logs; without records answers after a moment. */
    Batch next() {
        if (partitions.isEmpty()) {
            // None of the topics is there yet, and a consumer of nothing may not poll.
            return new Batch(List.of(), 0, note());
        }
        var polled = new HashMap<String, List<ConsumerRecord<byte[], byte[]>>>();
        int records = 0;
        // A poll has what of one fetch was left, or of one partition.
        for (var poll = consumer.poll(MOMENT); !poll.isEmpty(); poll = consumer.poll(Duration.ZERO)) {
            poll.forEach(record -> polled.computeIfAbsent(record.topic(), _ -> new ArrayList<>())
                    .add(record));
            records += poll.count();
            if (records >= batch) {
                break;
            }
        }
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        read += records;
        List<Decoded<?>> logs = new ArrayList<>();
        polled.forEach((topic, ofTopic) -> logs.add(decoded(Objects.requireNonNull(sources.get(topic)), ofTopic)));
        return new Batch(logs, records, note());
    }

    private <S> Decoded<S> decoded(Source<S> source, List<ConsumerRecord<byte[], byte[]>> records) {
        var states = new ArrayList<S>(records.size());
        for (var record : records) {
            try {
                states.add(source.decode().apply(record));
            } catch (UnreadableRecord e) {
                // It is among the dead letters since it was first read.
                setAside++;
            }
        }
        return new Decoded<>(source, states);
    }

    /** Does it with all of a log's states at once; where the database refuses some, those are set aside. */
    <S> void pieceByPiece(Decoded<S> log, Consumer<Decoded<S>> writing) {
        if (log.states.isEmpty()) {
            return;
        }
        try {
            writing.accept(log);
        } catch (Refused e) {
            if (log.isOne()) {
                setAside++;
                return;
            }
            log.halves().forEach(half -> pieceByPiece(half, writing));
        }
    }

    private Statement note() {
        return new Statement(
                NOTE,
                Tuple.tuple()
                        .addUUID(job)
                        .addArrayOfString(
                                partitions.stream().map(TopicPartition::topic).toArray(String[]::new))
                        .addArrayOfInteger(partitions.stream()
                                .map(TopicPartition::partition)
                                .toArray(Integer[]::new))
                        .addArrayOfLong(partitions.stream().map(positions::get).toArray(Long[]::new)));
    }

    /** Looks up anew where the logs end, and reads on until there, for as long as the patience lasts; false when it ended. */
    boolean catchUp() throws Exception {
        leftNow();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (left() > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            step();
        }
        return true;
    }

    /** Records up to where the logs ended when last looked up. */
    long left() {
        return partitions.stream()
                .mapToLong(partition ->
                        Math.max(0, ends.getOrDefault(partition, 0L) - positions.getOrDefault(partition, 0L)))
                .sum();
    }

    /** Records up to where the logs end now. */
    long leftNow() {
        ends = consumer.endOffsets(partitions);
        return left();
    }

    /** 0 to 1. */
    double progress() {
        long all = sum(ends.values()) - sum(starts.values());
        return all <= 0 ? 1 : 1 - (double) left() / all;
    }

    long read() {
        return read;
    }

    long setAside() {
        return setAside;
    }

    private static long sum(Collection<Long> offsets) {
        return offsets.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
