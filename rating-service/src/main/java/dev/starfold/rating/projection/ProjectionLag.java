package dev.starfold.rating.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * How far this instance is behind, in records: for each partition it was given, the log's end less what has been committed,
 * which is less than what has been read. Looked up every five seconds; the last figures stand while the broker is away.
 */
@Singleton
class ProjectionLag {

    private static final Logger LOG = Logger.getLogger(ProjectionLag.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClientService clients;
    private final Map<String, Map<TopicPartition, Long>> lags = new ConcurrentHashMap<>();

    ProjectionLag(KafkaClientService clients, MeterRegistry registry) {
        this.clients = clients;
        Channels.ALL.forEach(channel -> Gauge.builder("starfold.projection.lag", () -> records(channel))
                .description("Records of the log, in this instance's partitions, that are not applied yet")
                .baseUnit("records")
                .tag(ProjectionMetrics.CHANNEL, channel)
                .register(registry));
    }

    void start(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> Channels.ALL.forEach(this::refresh));
    }

    private void refresh(String channel) {
        var consumer = clients.getConsumer(channel);
        if (consumer != null) {
            consumer.runOnPollingThread(ProjectionLag::measure)
                    .subscribe()
                    .with(measured -> lags.put(channel, measured), failure -> LOG.debug("lag not measured", failure));
        }
    }

    static Map<TopicPartition, Long> measure(Consumer<?, ?> consumer) {
        var partitions = consumer.assignment();
        var starts = consumer.beginningOffsets(partitions, PATIENCE);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        var committed = consumer.committed(partitions, PATIENCE);
        return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> {
            var done = committed.get(partition);
            long from = done == null ? starts.getOrDefault(partition, 0L) : done.offset();
            return Math.max(0, ends.getOrDefault(partition, from) - from);
        }));
    }

    private double records(String channel) {
        return lags.getOrDefault(channel, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
