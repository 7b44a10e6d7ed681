package dev.starfold.eventstore.operations;

import static dev.starfold.eventstore.operations.JobRunner.await;

import dev.starfold.eventstore.projection.ProjectionTransaction;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The two slots of a projection: one is live, the other is free for a rebuild. */
final class Slots {

    private static final Logger LOG = Logger.getLogger(Slots.class);

    /** Comparing two large slots takes its time; meanwhile nobody else may take the job. */
    private static final Duration LONG_LEASE = Duration.ofSeconds(90);

    /** Who holds the locks and is stopped frees the others, but not while the last of the logs is read behind them. */
    private static final String BEGIN = """
            begin;
            set local lock_timeout = '20s';
            set local idle_in_transaction_session_timeout = '30s'
            """;

    /** Whoever empties a slot holds this, so that nobody empties what another has begun to fill. */
    private static final String LOCK_FREE_SLOT =
            "select pg_advisory_xact_lock(hashtextextended('free slot ' || $1, 0))";

    private static final String LOCK_PROJECTION = "select pg_advisory_xact_lock(%s)";

    private static final String LIVE = "select slot from projection where name = $1";

    private static final String REBUILDING =
            "select from job where projection = $1 and kind = 'rebuild' and status = 'running'";

    private static final String SWITCH = """
            update projection set slot = $2, generation = generation + 1, switched_at = clock_timestamp() where name = $1
            """;

    private final Pool pool;
    private final ReadModel model;
    private final Jobs jobs;

    Slots(Pool pool, ReadModel model, Jobs jobs) {
        this.pool = pool;
        this.model = model;
        this.jobs = jobs;
    }

    /**
     * The slot for the job to fill: emptied for a new job, as it stands for one that goes on.
     *
     * @param loads whether a new job begins by loading
     */
    short reserve(Job job, boolean loads) throws Exception {
        return transaction(connection -> {
            await(connection.preparedQuery(LOCK_FREE_SLOT).execute(Tuple.of(model.name())));
            short free = (short) (1 - live(connection));
            if (!Filling.isOf(job, free)) {
                Filling.begin(job, free, loads);
                // First: an instance that was stopped for long and has lost the job must not empty what is live by now.
                require(await(jobs.renew(connection, job, JobRunner.LEASE, 0)));
                truncate(connection, free);
            }
            return free;
        });
    }

    /**
     * Makes the slot the live one, unless it is behind in anything: then the job has failed. Live polls wait meanwhile.
     *
     * @return false when the logs grew faster than the rest could be applied: to be tried again later
     */
    boolean switchTo(Job job, short slot, Replay replay) throws Exception {
        require(await(jobs.renew(pool, job, LONG_LEASE, replay.progress())));
        analyze(slot);
        Optional<Boolean> switched = transaction(connection -> {
            await(connection
                    .query(LOCK_PROJECTION.formatted(ProjectionTransaction.lockOf(model.name())))
                    .execute());
            if (!replay.catchUp()) {
                return Optional.empty();
            }
            Optional<String> lack = await(model.behind(connection, slot, live(connection)));
            if (lack.isPresent()) {
                var detail = detail(job, replay).put("cause", "behind the live generation: " + lack.get());
                require(await(jobs.end(connection, job, "failed", replay.progress(), detail)));
                return Optional.of(false);
            }
            await(model.switching(connection, slot));
            await(connection.preparedQuery(SWITCH).execute(Tuple.of(model.name(), slot)));
            require(await(jobs.end(connection, job, "done", 1, detail(job, replay))));
            return Optional.of(true);
        });
        switched.ifPresent(done -> {
            LOG.infof(
                    "%s: slot %d %s",
                    model.name(), slot, done ? "is live now" : "is behind the live one and stays aside");
            emptyFree();
        });
        return switched.isPresent();
    }

    /** Else plans would be made for empty tables until autovacuum has seen what they hold now. */
    void analyze(short slot) throws Exception {
        await(pool.query("analyze " + partitions(slot)).execute());
    }

    /**
     * Makes up for an attempt that failed or was never made, and for what was written late. Erasures reach the live slot alone, so
     * the other must not go on naming those who are erased.
     */
    void emptyFreeAgain() throws Exception {
        short free = (short) (1 - live(pool));
        String holdsAny = model.contributions().stream()
                .map(table -> "exists (select from %s_%d)".formatted(table, free))
                .collect(Collectors.joining(" or ", "select ", ""));
        if (await(pool.query(holdsAny).execute()).iterator().next().getBoolean(0)) {
            emptyFree();
        }
    }

    /** Best effort, and nothing while a rebuild runs, whoever does it: the next one empties its slot in any case. */
    void emptyFree() {
        try {
            transaction(connection -> {
                await(connection.preparedQuery(LOCK_FREE_SLOT).execute(Tuple.of(model.name())));
                boolean rebuilding = await(connection.preparedQuery(REBUILDING).execute(Tuple.of(model.name())))
                                .size()
                        > 0;
                if (!rebuilding) {
                    truncate(connection, (short) (1 - live(connection)));
                }
                return rebuilding;
            });
        } catch (Exception e) {
            LOG.infof("%s: the free slot was not emptied: %s", model.name(), e);
        }
    }

    private short live(SqlClient client) throws Exception {
        return await(client.preparedQuery(LIVE).execute(Tuple.of(model.name())))
                .iterator()
                .next()
                .getShort(0);
    }

    /** Readers of the live slot wait for a moment, so it is not to wait for them for long. */
    private void truncate(SqlConnection connection, short slot) throws Exception {
        await(connection
                .query("set local lock_timeout = '2s'; truncate " + partitions(slot))
                .execute());
    }

    private String partitions(short slot) {
        return model.tables().stream().map(table -> table + "_" + slot).collect(Collectors.joining(", "));
    }

    private static JsonObject detail(Job job, Replay replay) {
        return job.detail().copy().put("records", replay.read()).put("setAside", replay.setAside());
    }

    private static void require(boolean ours) throws JobEndedException {
        if (!ours) {
            throw new JobEndedException();
        }
    }

    private interface Work<T> {
        T in(SqlConnection connection) throws Exception;
    }

    private <T> T transaction(Work<T> work) throws Exception {
        SqlConnection connection = await(pool.getConnection());
        try {
            await(connection.query(BEGIN).execute());
            T result = work.in(connection);
            await(connection.query("commit").execute());
            return result;
        } catch (Exception e) {
            // A connection that can't even roll back is closed by the pool.
            connection.query("rollback").execute();
            throw e;
        } finally {
            connection.close();
        }
    }
}
