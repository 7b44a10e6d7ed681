package dev.starfold.eventstore.operations;

import dev.starfold.eventstore.operations.Replay.Batch;
import dev.starfold.eventstore.operations.Replay.Decoded;
import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.eventstore.projection.ProjectionTransaction;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import dev.starfold.eventstore.projection.Refused;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a slot that nobody reads, without what they add up to, while the next ones are read and decoded: one
 * batch is on its way at a time. Each is one transaction with the note how far it came, and holds the job, which has to be
 * this instance's and still loading. So nothing is written by whoever has lost the job, nor by anyone once the rows are being
 * added up, however late it comes.
 */
final class Load {

    private final Pool pool;
    private final Jobs jobs;
    private final Job job;
    private final short slot;
    private final Replay replay;
    private @Nullable Batch underWay;
    private Future<Void> written = Future.succeededFuture();

    Load(Pool pool, Jobs jobs, Job job, short slot, Replay replay) {
        this.pool = pool;
        this.jobs = jobs;
        this.job = job;
        this.slot = slot;
        this.replay = replay;
    }

    /** Reads on, and sends that on its way when what was read before is written. */
    void step() throws Exception {
        Batch next = replay.next();
        settle();
        underWay = next;
        written = write(statements(next));
    }

    /** Waits for what is on its way. */
    void settle() throws Exception {
        Batch batch = underWay;
        underWay = null;
        try {
            await(written);
        } catch (Refused e) {
            if (batch != null) {
                batch.logs().forEach(this::writePieces);
                await(write(List.of(batch.note())));
            }
        }
    }

    private <S> void writePieces(Decoded<S> log) {
        replay.pieceByPiece(log, piece -> DatabaseFaults.await(write(piece.load())));
    }

    private static List<Statement> statements(Batch batch) {
        var statements = new ArrayList<Statement>();
        batch.logs().forEach(log -> statements.addAll(log.load()));
        statements.add(batch.note());
        return statements;
    }

    private Future<Void> write(List<Statement> statements) {
        return ProjectionTransaction.within(pool, connection -> hold(connection)
                .compose(_ -> ProjectionTransaction.all(connection, statements))
                .mapEmpty());
    }

    private Future<?> hold(SqlConnection connection) {
        return jobs.hold(connection, job, JobRunner.LEASE, Math.min(0.999, replay.progress()), Filling.loading(slot))
                .compose(ours -> ours ? Future.succeededFuture() : Future.failedFuture(new JobEndedException()));
    }

    private static void await(Future<Void> write) throws JobEndedException {
        try {
            DatabaseFaults.await(write);
        } catch (CompletionException e) {
            if (e.getCause() instanceof JobEndedException ended) {
                throw ended;
            }
            throw e;
        }
    }
}
