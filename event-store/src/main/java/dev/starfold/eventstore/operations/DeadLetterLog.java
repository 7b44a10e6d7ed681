package dev.starfold.eventstore.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.eventstore.projection.DeadLetter;
import dev.starfold.eventstore.projection.Refused;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.eventstore.projection.UnreadableRecord;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The dead-letter topic of a projection, read for operators. Blocks; opened per use, as it is rarely looked at. */
public final class DeadLetterLog {

    private static final Pattern ID = Pattern.compile("(\\d{1,9})-(\\d{1,18})");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String REPLAYED = """
            select topic_partition, topic_offset, replayed_at from dead_letter_replayed
            join unnest($2::int[], $3::bigint[]) as asked(topic_partition, topic_offset) using (topic_partition, topic_offset)
            where topic = $1
            """;

    private static final String NOTE = """
            insert into dead_letter_replayed (topic, topic_partition, topic_offset) values ($1, $2, $3)
            on conflict do nothing
            """;

    private final Map<String, Object> kafka;
    private final String topic;
    private final Pool pool;
    private final ReadModel model;

    /** @param kafka the settings of Kafka clients, such as {@code bootstrap.servers} */
    public DeadLetterLog(Map<String, Object> kafka, String topic, Pool pool, ReadModel model) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.pool = pool;
        this.model = model;
    }

    /** A place on the topic. */
    private record Place(int partition, long offset) {

        static Optional<Place> of(String id) {
            var matcher = ID.matcher(id);
            return matcher.matches()
                    ? Optional.of(new Place(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        }
    }

    /** How many there are, replayed ones included. */
    public long count() {
        try (var consumer = open()) {
            var partitions = partitions(consumer);
            var starts = consumer.beginningOffsets(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - starts.getOrDefault(end.getKey(), 0L))
                    .sum();
        }
    }

    /** Those behind the one of that id, oldest first within each partition; {@code null}: from the first. */
    public List<SetAside> page(@Nullable String after, int limit) throws Exception {
        Place place = after == null ? new Place(0, -1) : Place.of(after).orElse(new Place(0, -1));
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = open()) {
            for (TopicPartition partition : partitions(consumer)) {
                if (partition.partition() >= place.partition && records.size() < limit) {
                    long from = partition.partition() == place.partition ? place.offset + 1 : 0;
                    read(consumer, partition, from, limit - records.size(), records);
                }
            }
        }
        return describe(records);
    }

    /** Empty where nothing stands under that id. */
    public Optional<SetAside> get(String id) throws Exception {
        var found = find(id);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(describe(List.of(found.get())).getFirst());
    }

    /**
     * Applies the record to the live slot, as if it had just been read from where it came from.
     *
     * @return why it can't be applied still; empty when it went
     * @throws IllegalArgumentException where nothing stands under that id
     */
    public Optional<String> replay(String id) throws Exception {
        var letter = find(id).orElseThrow(() -> new IllegalArgumentException("no dead letter " + id));
        String origin = header(letter, "topic");
        Optional<Source<?>> source = Stream.concat(model.sources(pool, null).stream(), model.others(pool).stream())
                .filter(candidate -> candidate.topic().equals(origin))
                .findFirst();
        if (source.isEmpty()) {
            return Optional.of("it came from the topic %s, which is not read here".formatted(origin));
        }
        try {
            apply(source.get(), letter);
        } catch (UnreadableRecord | Refused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        JobRunner.await(
                pool.preparedQuery(NOTE).execute(Tuple.of(letter.topic(), letter.partition(), letter.offset())));
        return Optional.empty();
    }

    private static <S> void apply(Source<S> source, ConsumerRecord<byte[], byte[]> record) {
        DatabaseFaults.await(source.apply().apply(List.of(source.decode().apply(record))));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> find(String id) {
        var place = Place.of(id);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        if (place.isPresent()) {
            try (var consumer = open()) {
                var partition = new TopicPartition(topic, place.get().partition);
                if (partitions(consumer).contains(partition)) {
                    read(consumer, partition, place.get().offset, 1, found);
                }
            }
        }
        return found.stream()
                .filter(record -> record.offset() == place.get().offset)
                .findFirst();
    }

    private KafkaConsumer<byte[], byte[]> open() {
        var settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.put("max.poll.records", 100);
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** None before the first record was set aside, which creates the topic. */
    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        var known = consumer.listTopics().get(topic);
        return known == null
                ? List.of()
                : known.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                        .toList();
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            int limit,
            List<ConsumerRecord<byte[], byte[]>> into) {
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long start = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.seek(partition, Math.max(start, from));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int wanted = into.size() + limit;
        while (consumer.position(partition) < end && into.size() < wanted && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(200)).records(partition).stream()
                    .limit(wanted - into.size())
                    .forEach(into::add);
        }
    }

    private List<SetAside> describe(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        var replayed = new HashMap<Place, Instant>();
        for (Row row : JobRunner.await(pool.preparedQuery(REPLAYED)
                .execute(Tuple.tuple()
                        .addString(topic)
                        .addArrayOfInteger(
                                records.stream().map(ConsumerRecord::partition).toArray(Integer[]::new))
                        .addArrayOfLong(
                                records.stream().map(ConsumerRecord::offset).toArray(Long[]::new))))) {
            replayed.put(
                    new Place(row.getInteger(0), row.getLong(1)),
                    row.getOffsetDateTime(2).toInstant());
        }
        return records.stream()
                .map(record -> describe(record, replayed.get(new Place(record.partition(), record.offset()))))
                .toList();
    }

    private static SetAside describe(ConsumerRecord<byte[], byte[]> record, @Nullable Instant replayedAt) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(DeadLetter.PREFIX)) {
                headers.put(header.key(), String.valueOf(text(header.value())));
            }
        }
        return new SetAside(
                record.partition() + "-" + record.offset(),
                header(record, "topic"),
                Integer.parseInt(header(record, "partition")),
                Long.parseLong(header(record, "offset")),
                header(record, "cause"),
                text(record.key()),
                text(record.value()),
                headers,
                Instant.ofEpochMilli(record.timestamp()),
                replayedAt);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(DeadLetter.PREFIX + name);
        return header == null ? "0" : String.valueOf(text(header.value()));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
