package dev.starfold.eventstore.projection;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.concurrent.CompletionException;

/**
 * Tells what the database refuses for the data's sake from everything else. Only the former may set a record aside: a
 * connection, a lock, a missing table or a missing right may come back, so they are waited for.
 */
public final class DatabaseFaults {

    private DatabaseFaults() {}

    /**
     * The outcome of work in the database, awaited by blocking.
     *
     * @throws Refused when the data is to blame (SQLSTATE classes 22, data exception, and 23, integrity violation)
     */
    public static <T> T await(Future<T> work) {
        try {
            return work.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PgException refusal && isAboutData(refusal)) {
                throw new Refused(
                        "the database refused it: %s (SQLSTATE %s)"
                                .formatted(refusal.getErrorMessage(), refusal.getSqlState()),
                        refusal);
            }
            throw e;
        }
    }

    /** A check violation of no constraint: the table lacks the partition that the row belongs to, and gets it back. */
    private static boolean isMissingPartition(PgException refusal) {
        return "23514".equals(refusal.getSqlState()) && refusal.getConstraint() == null;
    }

    private static boolean isAboutData(PgException refusal) {
        var state = String.valueOf(refusal.getSqlState());
        return state.startsWith("22") || state.startsWith("23") && !isMissingPartition(refusal);
    }
}
