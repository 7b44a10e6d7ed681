package dev.starfold.eventstore.operations;

import dev.starfold.eventstore.relay.Relay;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sends the whole log to Kafka again, and is done when the relay has come to where the log ended at the start. */
final class Republication implements Work {

    private static final String LAST = "select coalesce(max(position), 0) from event";
    private static final String UNTIL = "until";

    private final Pool pool;
    private final Jobs jobs;
    private final Relay<?> relay;

    Republication(Pool pool, Jobs jobs, Relay<?> relay) {
        this.pool = pool;
        this.jobs = jobs;
        this.relay = relay;
    }

    @Override
    public void perform(Job job, BooleanSupplier stopping) throws Exception {
        JsonObject detail = job.detail();
        if (!detail.containsKey(UNTIL)) {
            long last = JobRunner.await(pool.query(LAST).execute())
                    .iterator()
                    .next()
                    .getLong(0);
            JobRunner.await(relay.republish());
            detail.put(UNTIL, last);
        }
        long until = detail.getLong(UNTIL);
        while (!stopping.getAsBoolean()) {
            long cursor = JobRunner.await(relay.status()).cursor();
            if (cursor >= until) {
                JobRunner.await(jobs.end(pool, job, "done", 1, detail));
                return;
            }
            if (!JobRunner.await(jobs.renew(pool, job, JobRunner.LEASE, (double) cursor / until))) {
                throw new JobEndedException();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
