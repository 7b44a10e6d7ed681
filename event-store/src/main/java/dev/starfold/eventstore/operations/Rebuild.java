package dev.starfold.eventstore.operations;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Builds a projection anew from the start of its logs, in the slot that isn't live, and makes that slot the live one when it
 * is behind in nothing. Where its sources can be loaded, rows alone are written up to near the end, then what they add up to
 * is derived, and the rest is applied like any events. One statement is under way at a time, so that live reads and polls keep
 * the machine. Goes on after a crash from what was noted; what it does again changes nothing.
 */
final class Rebuild implements Work {

    /**
     * How much is done at once.
     *
     * @param batch records that are applied or loaded together
     * @param near so few records are left that the live polls may wait for them
     */
    record Sizes(int batch, int near) {}

    /**
     * Batches so small that what is read of them dies young: with five times as many records the heap filled, and requests waited
     * for its collection. Larger ones aren't faster.
     */
    private static final Sizes SIZES = new Sizes(1_000, 2_000);

    /** How long deriving some aggregates is to take: others wait for them, and for the processor. */
    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();

    private static final int FIRST_STEP = 16;
    private static final int LARGEST_STEP = 512;

    private final Pool pool;
    private final Jobs jobs;
    private final ReadModel model;
    private final Map<String, Object> kafka;
    private final Slots slots;
    private final boolean loads;
    private final Sizes sizes;

    Rebuild(Pool pool, Jobs jobs, ReadModel model, Map<String, Object> kafka) {
        this(pool, jobs, model, kafka, SIZES);
    }

    Rebuild(Pool pool, Jobs jobs, ReadModel model, Map<String, Object> kafka, Sizes sizes) {
        this.pool = pool;
        this.jobs = jobs;
        this.model = model;
        this.kafka = Map.copyOf(kafka);
        this.sizes = sizes;
        this.slots = new Slots(pool, model, jobs);
        this.loads = model.sources(pool, (short) 0).stream().allMatch(source -> source.load() != null);
    }

    @Override
    public void perform(Job job, BooleanSupplier stopping) throws Exception {
        short slot = slots.reserve(job, loads);
        try (var replay = new Replay(kafka, pool, job.id(), model.sources(pool, slot), sizes.batch())) {
            if (Filling.isLoading(job)) {
                load(job, slot, replay, stopping);
            }
            if (!Filling.isLoading(job) && !Filling.isDerived(job)) {
                derive(job, slot, replay, stopping);
            }
            while (!stopping.getAsBoolean() && !isSwitched(job, slot, replay)) {
                replay.step();
                renew(job, replay);
            }
        } catch (JobEndedException e) {
            slots.emptyFree();
            throw e;
        }
    }

    @Override
    public void tidy() throws Exception {
        slots.emptyFreeAgain();
    }

    private void load(Job job, short slot, Replay replay, BooleanSupplier stopping) throws Exception {
        var load = new Load(pool, jobs, job, slot, replay);
        do {
            if (stopping.getAsBoolean()) {
                load.settle();
                return;
            }
            load.step();
        } while (!isNear(replay));
        load.settle();
        Filling.loaded(job);
        renew(job, replay);
    }

    private void derive(Job job, short slot, Replay replay, BooleanSupplier stopping) throws Exception {
        slots.analyze(slot);
        int count = FIRST_STEP;
        while (!stopping.getAsBoolean() && !Filling.isDerived(job)) {
            long began = System.nanoTime();
            var step = model.derive(pool, slot, Filling.derivedTo(job), count);
            hold(job, replay, step);
            long took = System.nanoTime() - began;
            count = took < STEP_NANOS ? Math.min(LARGEST_STEP, 2 * count) : Math.max(1, count / 2);
            JobRunner.await(step).ifPresentOrElse(after -> Filling.derivedTo(job, after), () -> Filling.derived(job));
            renew(job, replay);
        }
    }

    /** Until the step has ended: one aggregate may have so many rows that a lease would end before. */
    private void hold(Job job, Replay replay, Future<?> step) throws Exception {
        var ended = new CountDownLatch(1);
        step.onComplete(_ -> ended.countDown());
        while (!ended.await(JobRunner.LEASE.toMillis() / 4, TimeUnit.MILLISECONDS)) {
            renew(job, replay);
        }
    }

    private boolean isSwitched(Job job, short slot, Replay replay) throws Exception {
        return isNear(replay) && slots.switchTo(job, slot, replay);
    }

    private boolean isNear(Replay replay) {
        return replay.left() <= sizes.near() && replay.leftNow() <= sizes.near();
    }

    /** It is done only once switched. */
    private void renew(Job job, Replay replay) throws Exception {
        if (!JobRunner.await(jobs.renew(pool, job, JobRunner.LEASE, Math.min(0.999, replay.progress())))) {
            throw new JobEndedException();
        }
    }
}
