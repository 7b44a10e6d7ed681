package dev.starfold.rating.projection;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * The one form in which a poll is applied, whichever log it is of: a transaction that locks the rows of the subjects it may
 * touch, in their order, and then changes them. So all polls that share a subject, of either log and in any process, come
 * one after the other there, and what one reads of the other's log can't change before it has committed.
 */
record SubjectTransaction(String[] subjects, Statement lock, Statement apply) {

    /**
     * The timeouts free the others when a holder of locks is stopped. Plans are made anew each time: one made while the
     * tables were empty would scan them for ever.
     */
    private static final String BEGIN = """
            begin;
            set local lock_timeout = '20s';
            set local idle_in_transaction_session_timeout = '20s';
            set local plan_cache_mode = force_custom_plan
            """;

    private static final String ENSURE_SUBJECTS = """
            insert into rating (subject)
            select touched.subject from unnest($1::text[]) as touched(subject) order by touched.subject
            on conflict (subject) do nothing
            """;

    record Statement(String sql, Tuple parameters) {

        Future<RowSet<Row>> on(SqlConnection connection) {
            return connection.preparedQuery(sql).execute(parameters);
        }
    }

    /**
     * @param lock given the poll's subjects and ids; a statement of its own, so that what follows sees what those who held
     *     the locks before have committed
     * @param apply given the columns; answers how many of the states were news
     */
    static SubjectTransaction of(Poll<?> poll, String lock, String apply, Tuple columns) {
        var subjects = poll.subjects();
        return new SubjectTransaction(
                subjects,
                new Statement(lock, Tuple.tuple().addArrayOfString(subjects).addArrayOfUUID(poll.ids())),
                new Statement(apply, columns));
    }

    /** How many of the poll's states were news, once committed. */
    Future<Long> on(Pool pool) {
        return subjects.length == 0 ? Future.succeededFuture(0L) : pool.withConnection(this::on);
    }

    /** Everything is written at once; whatever fails, COMMIT ends the transaction (then by rolling it back). */
    private Future<Long> on(SqlConnection connection) {
        var begun = connection.query(BEGIN).execute();
        var ensured = new Statement(ENSURE_SUBJECTS, Tuple.of(subjects)).on(connection);
        var locked = lock.on(connection);
        var applied = apply.on(connection);
        var committed = connection.query("commit").execute();
        var all = Future.join(List.of(begun, ensured, locked, applied, committed));
        return all.transform(done -> done.succeeded() ? Future.succeededFuture(news(applied)) : firstFailure(all));
    }

    private static Long news(Future<RowSet<Row>> applied) {
        return applied.result().iterator().next().getLong(0);
    }

    /** Those after the first only say that the transaction was aborted. */
    private static Future<Long> firstFailure(CompositeFuture all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.failed(i)) {
                return Future.failedFuture(all.cause(i));
            }
        }
        return Future.failedFuture("a transaction failed without a cause");
    }
}
