package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import io.vertx.sqlclient.Tuple;

/**
 * Writes rows of reviews or reactions into a slot that is being rebuilt, the newest version of each, and leaves the sums to
 * {@link Derivation}. No subject is locked: the sums are not to be relied on before. Whether a review is excluded is settled
 * there, too.
 */
final class Loading {

    /** So that nobody who changes rows of a slot by their subjects meets a poll halfway. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('ratings loading', 0))";

    /** What those do who change them. */
    static final String NOT_MEANWHILE = "select pg_advisory_xact_lock_shared(hashtextextended('ratings loading', 0))";

    private Loading() {}

    static Statement alone() {
        return new Statement(ALONE, Tuple.tuple());
    }
}
