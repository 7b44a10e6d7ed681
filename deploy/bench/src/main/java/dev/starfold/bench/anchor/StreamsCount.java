package dev.starfold.bench.anchor;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.bench.Folders;
import dev.starfold.bench.Lab;
import dev.starfold.bench.log.Backlog;
import dev.starfold.bench.log.Offsets;
import dev.starfold.bench.log.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;

/** Kafka Streams, exactly once: count and sum of the scores by key, kept in RocksDB with a changelog; a process of its own. */
public final class StreamsCount {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamsCount() {}

    /** Reads the backlog once; events a second. */
    public static double run(Lab lab, Backlog backlog) throws Exception {
        String application = "anchor-" + UUID.randomUUID();
        Path state = lab.files().resolve(application);
        try (Offsets offsets = new Offsets(lab.bootstrapServers())) {
            offsets.set(application, backlog.from());
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StreamsCount.class.getName(),
                            lab.bootstrapServers(),
                            backlog.topic(),
                            application,
                            state.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(lab.files().resolve("streams.log").toFile())
                    .start();
            try {
                long from = Offsets.sum(backlog.from());
                return Reading.of(backlog.size(), () -> offsets.committed(application, backlog.topic()) - from)
                        .rate();
            } finally {
                process.destroyForcibly().waitFor();
                Folders.delete(state);
            }
        }
    }

    /** The process: where Kafka is, the topic, the application's id, a folder. */
    public static void main(String[] arguments) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[2]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, arguments[3]);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, Runtime.getRuntime().availableProcessors());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(arguments[1], Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.ByteArray()))
                .aggregate(
                        () -> counted(0, 0),
                        (subject, review, before) -> counted(
                                count(before) + 1, ByteBuffer.wrap(before).getLong(8) + score(review)),
                        Materialized.with(Serdes.String(), Serdes.ByteArray()));
        KafkaStreams streams = new KafkaStreams(builder.build(), settings);
        streams.start();
        new CountDownLatch(1).await();
    }

    private static byte[] counted(long count, long sum) {
        return ByteBuffer.allocate(16).putLong(count).putLong(sum).array();
    }

    private static long count(byte[] counted) {
        return ByteBuffer.wrap(counted).getLong();
    }

    private static int score(byte[] review) {
        try {
            return JSON.readTree(review).path("score").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
