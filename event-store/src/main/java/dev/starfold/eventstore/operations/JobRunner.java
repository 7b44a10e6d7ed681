package dev.starfold.eventstore.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does the jobs of one projection, one at a time, on a thread of its own: on whichever instance claims them first, and on
 * another when that one dies. What goes wrong for the moment is tried again, from where the job stands.
 */
final class JobRunner implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Where readers keep a slot from being emptied, each attempt makes others wait for a moment. */
    private static final Duration TIDYING = Duration.ofMinutes(1);

    private static final long ANSWER_SECONDS = 60;

    private final Jobs jobs;
    private final String projection;
    private final Map<String, Work> works;
    private final Duration tidying;
    private final Semaphore signal = new Semaphore(0);
    private final Thread thread;
    private long tidied;
    private volatile boolean stopping;
    private final Counter interruptions;
    private volatile double drift = Double.NaN;
    private volatile boolean rebuildFailed;

    /** @param works by the kind of job */
    JobRunner(Jobs jobs, String projection, Map<String, Work> works, MeterRegistry metrics) {
        this(jobs, projection, works, metrics, TIDYING);
    }

    /** @param tidying how often it tidies up while there is no job; first at its start */
    JobRunner(Jobs jobs, String projection, Map<String, Work> works, MeterRegistry metrics, Duration tidying) {
        this.tidying = tidying;
        this.tidied = System.nanoTime() - tidying.toNanos();
        this.jobs = jobs;
        this.projection = projection;
        this.works = Map.copyOf(works);
        this.thread = Thread.ofPlatform().name("jobs-" + projection).daemon().unstarted(this::run);
        Gauge.builder("starfold.projection.drift", () -> drift)
                .description("Aggregates that differed from their fold when last verified; none yet: NaN")
                .tag("projection", projection)
                .register(metrics);
        Gauge.builder("starfold.projection.rebuild.failed", () -> rebuildFailed ? 1 : 0)
                .description("1 when the rebuild that was begun last has failed")
                .tag("projection", projection)
                .register(metrics);
        this.interruptions = Counter.builder("starfold.projection.job.interruptions")
                .description("Times that a rebuild, verification or republication was interrupted, to go on later")
                .tag("projection", projection)
                .register(metrics);
    }

    /** Begins to look for jobs; returns at once. */
    void start() {
        thread.start();
    }

    /** There is a job. */
    void wake() {
        signal.release();
    }

    /** Leaves the job under way to another instance, or to the next start. */
    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            thread.join(LEASE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                drift = await(jobs.newestDone(Job.VERIFICATION))
                        .map(job -> job.detail().getDouble("drift"))
                        .orElse(Double.NaN);
                rebuildFailed = await(jobs.latest(Job.REBUILD))
                        .filter(job -> job.status().equals("failed"))
                        .isPresent();
                Optional<Job> claimed = await(jobs.claim(LEASE));
                if (claimed.isPresent()) {
                    perform(claimed.get());
                    continue;
                }
                tidy();
            } catch (JobEndedException e) {
                LOG.infof("%s: %s", projection, e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                interruptions.increment();
                LOG.warnf("a job of %s was interrupted and goes on from where it stands: %s", projection, e);
            }
            rest();
        }
    }

    private void perform(Job job) throws Exception {
        LOG.infof("%s of %s: at %.0f %%", job.kind(), projection, job.progress() * 100);
        Objects.requireNonNull(works.get(job.kind()), job.kind()).perform(job, () -> stopping);
        if (stopping) {
            await(jobs.release(job));
        }
    }

    private void tidy() throws Exception {
        if (System.nanoTime() - tidied >= tidying.toNanos()) {
            tidied = System.nanoTime();
            for (Work work : works.values()) {
                work.tidy();
            }
        }
    }

    private void rest() {
        try {
            boolean signalled = signal.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (signalled) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** The outcome, awaited by blocking; longer than any statement's own patience. */
    static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
