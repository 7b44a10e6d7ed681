package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import io.vertx.sqlclient.Tuple;

/**
 * Either a rebuild loads rows into its slot, poll by poll, or rows are changed by their subjects, whose sums aren't kept up
 * meanwhile: those who do that lock rows in other orders, and would meet a poll halfway.
 */
final class Loading {

    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('ratings loading', 0))";

    /** What those begin with who change rows by their subjects, in whichever slot. */
    static final String NOT_MEANWHILE = "select pg_advisory_xact_lock_shared(hashtextextended('ratings loading', 0))";

    private Loading() {}

    /** What a load begins with. */
    static Statement alone() {
        return new Statement(ALONE, Tuple.tuple());
    }
}
