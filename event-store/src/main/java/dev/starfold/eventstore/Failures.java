package dev.starfold.eventstore;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.util.List;
import java.util.Set;

/** Tells rows that the database will never take from a database that can't take any just now. */
final class Failures {

    /**
     * SQLSTATE classes that pass: connection, invalid transaction state (the silent holder's timeout), rollback, resources,
     * operator intervention, system, a database that is missing, as while another is put in its place, and object not in a
     * state for it, which the lock timeout belongs to.
     */
    private static final Set<String> PASSING = Set.of("08", "25", "3D", "40", "53", "55", "57", "58");

    private Failures() {}

    /** True for a fault in what was sent or stored: another try would end the same way. */
    static boolean isRejection(Throwable failure) {
        return switch (failure) {
            case PgException pg when isTakenKey(pg) -> false;
            case PgException pg -> {
                String state = pg.getSqlState();
                yield state == null || state.length() != 5 || !PASSING.contains(state.substring(0, 2));
            }
            case ClosedConnectionException closed -> false;
            case VertxException io -> false;
            case RuntimeException fault -> true;
            default -> false;
        };
    }

    /** Taken by what writes its keys outside the append lock, since the batch looked for it: another try finds it. */
    private static boolean isTakenKey(PgException failure) {
        return "23505".equals(failure.getSqlState()) && "idempotency_pkey".equals(failure.getConstraint());
    }

    /** True when a lock was waited for in vain. */
    static boolean isLockTimeout(Throwable failure) {
        return failure instanceof PgException pg && "55P03".equals(pg.getSqlState());
    }

    /** Waits for all; fails as the first failed one did, which those after it in the transaction only echo. */
    static Future<Void> join(List<Future<?>> statements) {
        return Future.join(statements).transform(all -> statements.stream()
                .filter(Future::failed)
                .findFirst()
                .<Future<Void>>map(first -> Future.failedFuture(first.cause()))
                .orElseGet(Future::succeededFuture));
    }
}
