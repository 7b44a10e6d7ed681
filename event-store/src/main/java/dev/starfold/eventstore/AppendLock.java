package dev.starfold.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** The lock that every append holds until it commits, in every instance of every version of a service. */
public final class AppendLock {

    /** Any number, but always the same. */
    static final String TAKE = "select pg_advisory_xact_lock(6004514689826311236)";

    /** The timeouts free the others when a holder is stopped. */
    private static final String TAKE_FOR_A_MOMENT = """
            set local lock_timeout = '3s';
            set local idle_in_transaction_session_timeout = '3s';
            """ + TAKE;

    private AppendLock() {}

    /**
     * Keeps appends waiting until the connection's transaction ends: for changes of stored events, which have to be short. What
     * a statement behind this one reads is what all appends before have committed.
     */
    public static Future<?> take(SqlConnection connection) {
        return connection.query(TAKE_FOR_A_MOMENT).execute();
    }
}
