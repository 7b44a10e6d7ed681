package dev.starfold.eventstore.operations;

import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Builds a projection anew from the start of its logs, in the slot that isn't live, and makes that slot the live one when it
 * is behind in nothing. One poll is under way at a time, so that live reads and polls keep the machine. Goes on after a
 * crash from the offsets noted; what it applies again changes nothing.
 */
final class Rebuild implements Work {

    /** So few records are left that the live polls may wait for them. */
    private static final long NEAR = 2_000;

    private final Pool pool;
    private final Jobs jobs;
    private final ReadModel model;
    private final Map<String, Object> kafka;
    private final Slots slots;

    Rebuild(Pool pool, Jobs jobs, ReadModel model, Map<String, Object> kafka) {
        this.pool = pool;
        this.jobs = jobs;
        this.model = model;
        this.kafka = Map.copyOf(kafka);
        this.slots = new Slots(pool, model, jobs);
    }

    @Override
    public void perform(Job job, BooleanSupplier stopping) throws Exception {
        short slot = slots.reserve(job);
        try (var replay = new Replay(kafka, pool, job.id(), model.sources(pool, slot))) {
            while (!stopping.getAsBoolean()) {
                replay.step();
                // It is done only once switched.
                if (!JobRunner.await(jobs.renew(pool, job, JobRunner.LEASE, Math.min(0.999, replay.progress())))) {
                    slots.emptyFree();
                    throw new JobEndedException();
                }
                if (replay.left() <= NEAR && replay.leftNow() <= NEAR && slots.switchTo(job, slot, replay)) {
                    return;
                }
            }
        }
    }
}
