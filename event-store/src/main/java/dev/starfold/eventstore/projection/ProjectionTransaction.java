package dev.starfold.eventstore.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which a poll is applied: a transaction that shares the projection's lock, which a switch to another
 * generation takes alone. So the live slot stays the same from its first statement to its commit, and nothing is written to
 * a slot that has ceased to be live.
 */
public final class ProjectionTransaction {

    /**
     * The timeouts free the others when a holder of locks is stopped. Plans are made once for polls of any size, since making
     * one took longer than applying a small poll; no sequential scans, or one made while the tables were empty would read
     * them whole for ever. The lock is taken in a statement of its own, or what follows would see the slot as it was before
     * the wait for it.
     */
    private static final String BEGIN = """
            begin;
            set local lock_timeout = '20s';
            set local idle_in_transaction_session_timeout = '20s';
            set local plan_cache_mode = force_generic_plan;
            set local enable_seqscan = off
            """;

    private static final String SHARE = "; select pg_advisory_xact_lock_shared(%s)";

    private ProjectionTransaction() {}

    /** A statement with its parameters. */
    public record Statement(String sql, Tuple parameters) {

        public Future<RowSet<Row>> on(SqlClient client) {
            return client.preparedQuery(sql).execute(parameters);
        }
    }

    /** The advisory lock of the projection of that name, as an SQL expression. */
    public static String lockOf(String projection) {
        return "hashtextextended('projection %s', 0)".formatted(projection);
    }

    /**
     * Runs the statements in their order, all written to the connection at once.
     *
     * @param projection its name in the table {@code projection}
     * @param slot where they write; {@code null}: in whichever is live. A rebuild, which names its own, shares no lock: it goes
     *     on while the switch holds it
     * @return what the last one answers, once committed; else the first failure
     */
    public static Future<RowSet<Row>> run(
            Pool pool, String projection, @Nullable Short slot, List<Statement> statements) {
        String begin = slot == null ? BEGIN + SHARE.formatted(lockOf(projection)) : BEGIN;
        return pool.withConnection(connection -> {
            var sent = new ArrayList<Future<RowSet<Row>>>();
            sent.add(connection.query(begin).execute());
            statements.forEach(statement -> sent.add(statement.on(connection)));
            // Whatever failed, COMMIT ends the transaction, then by rolling it back.
            var committed = connection.query("commit").execute();
            var last = sent.getLast();
            sent.add(committed);
            return Future.join(sent).transform(all -> all.succeeded() ? last : firstFailed(sent));
        });
    }

    /**
     * The same frame for work that looks before it writes, in a slot that it names itself.
     *
     * @return what the work answers, once committed; else why it was rolled back
     */
    public static <T> Future<T> within(Pool pool, Function<SqlConnection, Future<T>> work) {
        return pool.withConnection(connection -> {
            var begun = connection.query(BEGIN).execute();
            var done = work.apply(connection);
            return Future.join(begun, done)
                    .compose(_ -> connection.query("commit").execute())
                    .compose(_ -> done, failure -> connection
                            .query("rollback")
                            .execute()
                            .transform(_ -> Future.failedFuture(failure)));
        });
    }

    /** Runs the statements in their order, all written to the connection at once; fails as the first that does. */
    public static Future<RowSet<Row>> all(SqlConnection connection, List<Statement> statements) {
        var sent =
                statements.stream().map(statement -> statement.on(connection)).toList();
        return Future.join(sent).transform(all -> all.succeeded() ? sent.getLast() : firstFailed(sent));
    }

    /** Those after the first only say that the transaction was aborted. */
    private static <T> Future<T> firstFailed(List<Future<T>> sent) {
        return sent.stream().filter(Future::failed).findFirst().orElseThrow();
    }
}
