package dev.starfold.review.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** Short transactions on tables beside the log: bounded in time, and with an outage told from a fault. */
@Singleton
public class Writes {

    /** Frees the others when a holder of locks is stopped. */
    private static final String LIMIT_SILENCE = "set local idle_in_transaction_session_timeout = '3s'";

    private final Pool pool;

    Writes(Pool pool) {
        this.pool = pool;
    }

    /** Commits if the future succeeds; else, or if the work throws, nothing is done. */
    public <T> Uni<T> run(Function<SqlConnection, Future<T>> work) {
        return Reads.bounded(Uni.createFrom().completionStage(() -> pool.withTransaction(connection -> {
                    connection.query(LIMIT_SILENCE).execute();
                    return work.apply(connection);
                })
                .toCompletionStage()));
    }
}
