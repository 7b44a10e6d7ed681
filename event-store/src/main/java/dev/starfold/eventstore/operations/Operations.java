package dev.starfold.eventstore.operations;

import dev.starfold.eventstore.relay.Relay;
import dev.starfold.eventstore.relay.RelayStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service as its operators see and steer it: its relay, its projection, the jobs, what was set aside. Methods block, and
 * fail while PostgreSQL or Kafka is away.
 */
public final class Operations implements AutoCloseable {

    private final String service;
    private final Relay<?> relay;
    private final Jobs jobs;
    private final JobRunner runner;
    private final DeadLetterLog letters;
    private final String deadLetterTopic;
    private final ProjectionMonitor monitor;

    /**
     * @param service as in {@code /operations/{service}}
     * @param kafka the settings of Kafka clients, such as {@code bootstrap.servers}
     * @param groups the consumer group that folds each topic, by topic
     */
    public Operations(
            String service,
            Pool pool,
            Map<String, Object> kafka,
            ReadModel model,
            Map<String, String> groups,
            String deadLetterTopic,
            Relay<?> relay,
            MeterRegistry metrics) {
        this.service = service;
        this.relay = relay;
        this.jobs = new Jobs(pool, model.name(), service + "/" + UUID.randomUUID());
        Map<String, Work> works = Map.of(
                Job.REBUILD, new Rebuild(pool, jobs, model, kafka),
                Job.VERIFICATION, new Verification(pool, jobs, model),
                Job.REPUBLICATION, new Republication(pool, jobs, relay));
        this.runner = new JobRunner(jobs, model.name(), works, metrics);
        this.letters = new DeadLetterLog(kafka, deadLetterTopic, pool, model);
        this.deadLetterTopic = deadLetterTopic;
        this.monitor = new ProjectionMonitor(kafka, pool, jobs, model.name(), groups);
    }

    /**
     * All at a glance.
     *
     * @param interruption why events wait for the moment; {@code null} when all is well
     * @param refusal why the relay will send nothing until somebody acts; {@code null} when all is well
     */
    public record Overview(
            String service,
            RelayStatus relay,
            @Nullable String interruption,
            @Nullable String refusal,
            List<ProjectionStatus> projections,
            Letters deadLetters) {}

    /** Where records are set aside, and how many stand there. */
    public record Letters(String topic, long count) {}

    /** Begins to look for jobs; returns at once. */
    public void start() {
        runner.start();
    }

    /** Leaves a job under way to another instance, or to the next start. */
    @Override
    public void close() {
        runner.close();
    }

    public String service() {
        return service;
    }

    public Overview overview() throws Exception {
        return new Overview(
                service,
                JobRunner.await(relay.status()),
                relay.interruption().orElse(null),
                relay.refusal().orElse(null),
                List.of(monitor.status()),
                new Letters(deadLetterTopic, letters.count()));
    }

    /** The job that now runs: a new one, or that of this kind which runs already. */
    public Job begin(String kind) throws Exception {
        Job job = JobRunner.await(jobs.start(kind));
        runner.wake();
        return job;
    }

    public Optional<Job> job(String kind, UUID id) throws Exception {
        return JobRunner.await(jobs.get(kind, id));
    }

    /** Nothing happens to one that has ended. */
    public void cancel(String kind, UUID id) throws Exception {
        JobRunner.await(jobs.cancel(kind, id));
    }

    public DeadLetterLog deadLetters() {
        return letters;
    }
}
