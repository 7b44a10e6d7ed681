package dev.starfold.eventstore.operations;

import dev.starfold.eventstore.operations.ProjectionStatus.Partition;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Tells how a projection is, whichever instances fold it: by what its groups have committed. Blocks. */
public final class ProjectionMonitor {

    private static final int PATIENCE_MILLIS = 5_000;

    private static final String LIVE = "select generation, switched_at from projection where name = $1";

    private final Map<String, Object> kafka;
    private final Pool pool;
    private final Jobs jobs;
    private final String projection;
    private final Map<String, String> groups;

    /**
     * @param kafka the settings of Kafka clients, such as {@code bootstrap.servers}
     * @param groups the consumer group that folds each topic, by topic
     */
    public ProjectionMonitor(
            Map<String, Object> kafka, Pool pool, Jobs jobs, String projection, Map<String, String> groups) {
        this.kafka = Map.copyOf(kafka);
        this.pool = pool;
        this.jobs = jobs;
        this.projection = projection;
        this.groups = Map.copyOf(groups);
    }

    public ProjectionStatus status() throws Exception {
        var live = JobRunner.await(pool.preparedQuery(LIVE).execute(Tuple.of(projection)))
                .iterator()
                .next();
        Optional<Job> verified = JobRunner.await(jobs.newestDone(Job.VERIFICATION));
        return new ProjectionStatus(
                projection,
                live.getLong("generation"),
                live.getOffsetDateTime("switched_at").toInstant(),
                partitions(),
                verified.map(job -> job.detail().getLong("drift")).orElse(null),
                verified.map(Job::endedAt).orElse(null));
    }

    private List<Partition> partitions() throws Exception {
        var settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
        settings.put("request.timeout.ms", PATIENCE_MILLIS);
        var partitions = new ArrayList<Partition>();
        try (var admin = Admin.create(settings)) {
            for (Map.Entry<String, String> group : groups.entrySet()) {
                partitions.addAll(partitions(admin, group.getKey(), group.getValue()));
            }
        }
        partitions.sort(Comparator.comparing(Partition::topic).thenComparing(Partition::partition));
        return partitions;
    }

    /** None while the topic does not exist. */
    private static List<Partition> partitions(Admin admin, String topic, String group) throws Exception {
        List<TopicPartition> partitions;
        try {
            partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(found -> found.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw e;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> starts = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        return partitions.stream()
                .map(partition -> {
                    @Nullable OffsetAndMetadata done = committed.get(partition);
                    long position = done == null ? starts.getOrDefault(partition, 0L) : done.offset();
                    long lag = Math.max(0, ends.getOrDefault(partition, position) - position);
                    return new Partition(topic, partition.partition(), position, lag);
                })
                .toList();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws Exception {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> asked.put(partition, which));
        var answered = admin.listOffsets(asked).all().get();
        var offsets = new HashMap<TopicPartition, Long>();
        answered.forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
