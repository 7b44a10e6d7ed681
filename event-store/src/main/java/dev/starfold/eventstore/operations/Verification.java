package dev.starfold.eventstore.operations;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares every aggregate with a fresh fold of its contributions while events flow: slice by slice, each within one
 * statement, so that it sees both as one moment left them. One that is interrupted begins anew.
 */
final class Verification implements Work {

    private static final int NAMED = 100;

    private final Pool pool;
    private final Jobs jobs;
    private final ReadModel model;

    Verification(Pool pool, Jobs jobs, ReadModel model) {
        this.pool = pool;
        this.jobs = jobs;
        this.model = model;
    }

    @Override
    public void perform(Job job, BooleanSupplier stopping) throws Exception {
        long checked = 0;
        long drift = 0;
        var drifted = new JsonArray();
        @Nullable String next = null;
        long size = JobRunner.await(model.size(pool));
        do {
            if (stopping.getAsBoolean()) {
                return;
            }
            ReadModel.Slice slice = JobRunner.await(model.verify(pool, next));
            checked += slice.checked();
            drift += slice.drifted().size();
            slice.drifted().stream().limit(NAMED - drifted.size()).forEach(drifted::add);
            next = slice.next();
            if (!JobRunner.await(
                    jobs.renew(pool, job, JobRunner.LEASE, Math.min(1, (double) checked / Math.max(1, size))))) {
                throw new JobEndedException();
            }
        } while (next != null);
        var found = new JsonObject().put("checked", checked).put("drift", drift).put("drifted", drifted);
        if (!JobRunner.await(jobs.end(pool, job, "done", 1, found))) {
            throw new JobEndedException();
        }
    }
}
