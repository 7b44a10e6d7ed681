package dev.starfold.review.moderation;

import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.eventstore.IdempotencyKeyReusedException;
import dev.starfold.review.Rejection.Erased;
import dev.starfold.review.Rejection.OwnReview;
import dev.starfold.review.Rejection.Unknown;
import dev.starfold.review.Rejection.Withdrawn;
import dev.starfold.review.Status;
import dev.starfold.review.Viewer;
import dev.starfold.review.store.UnavailableException;
import dev.starfold.review.store.Writes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@code report} table, and in the same transaction {@code reported_review}, which counts its open rows. Whoever
 * touches either holds the review's row, so that no count misses a report that another transaction is about to commit.
 */
@Singleton
class Reports {

    private static final String LOCK = "select author, status from review where id = $1 for no key update";

    private static final String INSERT = """
            insert into report (id, review_id, reporter, reason, note, reported_at)
            values ($1, $2, $3, $4, $5, date_trunc('microseconds', clock_timestamp()))
            on conflict (review_id, reporter) where dismissed_at is null do nothing
            returning *
            """;

    private static final String COUNT = """
            insert into reported_review as r (review_id, spam, spoiler, harassment, off_topic, other, latest)
            values ($1, ($2 = 'spam')::int, ($2 = 'spoiler')::int, ($2 = 'harassment')::int, ($2 = 'off-topic')::int,
                ($2 = 'other')::int, $3)
            on conflict (review_id) do update set
                spam = r.spam + excluded.spam, spoiler = r.spoiler + excluded.spoiler,
                harassment = r.harassment + excluded.harassment, off_topic = r.off_topic + excluded.off_topic,
                other = r.other + excluded.other, latest = greatest(r.latest, excluded.latest)
            """;

    private static final String OPEN =
            "select * from report where review_id = $1 and reporter = $2 and dismissed_at is null";

    private static final String BY_ID = "select * from report where id = $1";

    private static final String DISMISS = """
            update report set dismissed_at = clock_timestamp(), dismissed_by = $2
            where review_id = $1 and dismissed_at is null
            """;

    private static final String UNCOUNT = "delete from reported_review where review_id = $1";

    // For a report's key, stream_id is the report and version 1 if the request made it, 0 if it was there already.
    private static final String TAKE_KEY = """
            insert into idempotency (key, digest, stream_id, version) values ($1, $2, $3, 1) on conflict (key) do nothing
            """;

    private static final String KEEP_KEY = "update idempotency set stream_id = $2, version = 0 where key = $1";

    private static final String USED_KEY = "select digest, stream_id, version from idempotency where key = $1";

    private final Writes writes;

    Reports(Writes writes) {
        this.writes = writes;
    }

    /** What became of a request: a {@code created} report, or one that was open already. */
    record Made(Report report, boolean created, boolean replayed) {}

    /** Fails with {@link Unknown}, {@link Withdrawn}, {@link OwnReview} or {@link IdempotencyKeyReusedException}. */
    Uni<Made> report(UUID review, Viewer reporter, String user, ReportForm form, @Nullable Idempotency idempotency) {
        UUID id = UUID.randomUUID();
        return writes.run(connection -> earlier(connection, id, idempotency)
                // What is wrong with the review is told before what is wrong with the key.
                .recover(fault -> fault instanceof IdempotencyKeyReusedException
                        ? reportable(connection, review, reporter, user).compose(may -> Future.failedFuture(fault))
                        : Future.failedFuture(fault))
                .compose(earlier -> earlier != null
                        ? Future.succeededFuture(earlier)
                        : reportable(connection, review, reporter, user)
                                .compose(may -> make(connection, id, review, user, form, idempotency))));
    }

    /** Locks the review, which the user sees and may report. */
    private static Future<?> reportable(SqlConnection connection, UUID review, Viewer reporter, String user) {
        return lock(connection, review, reporter).map(author -> {
            if (author.equals(user)) {
                throw new OwnReview();
            }
            return author;
        });
    }

    /** Closes all open reports of a review. Fails with {@link Unknown} or {@link Withdrawn}. */
    Uni<?> dismiss(UUID review, Viewer moderator, String user) {
        return writes.run(connection -> lock(connection, review, moderator)
                .compose(author -> connection.preparedQuery(DISMISS).execute(Tuple.of(review, user)))
                .compose(dismissed -> connection.preparedQuery(UNCOUNT).execute(Tuple.of(review))));
    }

    /** The author of a review that the viewer sees; it stays as it is until the transaction ends. */
    private static Future<String> lock(SqlConnection connection, UUID review, Viewer viewer) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(review)).map(rows -> {
            if (rows.size() == 0) {
                throw new Unknown();
            }
            Row row = rows.iterator().next();
            String author = row.getString("author");
            String status = row.getString("status");
            if (status.equals(Status.WITHDRAWN.slug())) {
                throw new Withdrawn();
            }
            if (status.equals(Status.ERASED.slug())) {
                throw new Erased();
            }
            if (status.equals(Status.HIDDEN.slug()) && !viewer.seesHiddenOf(author)) {
                throw new Unknown();
            }
            return author;
        });
    }

    private static Future<Made> make(
            SqlConnection connection,
            UUID id,
            UUID review,
            String user,
            ReportForm form,
            @Nullable Idempotency idempotency) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(id, review, user, form.reason().slug(), form.note()))
                .compose(inserted -> {
                    if (inserted.size() == 0) {
                        return open(connection, review, user, idempotency);
                    }
                    Row row = inserted.iterator().next();
                    Tuple counted = Tuple.of(review, row.getString("reason"), row.getOffsetDateTime("reported_at"));
                    return connection.preparedQuery(COUNT).execute(counted).map(new Made(Report.of(row), true, false));
                });
    }

    private static Future<Made> open(
            SqlConnection connection, UUID review, String user, @Nullable Idempotency idempotency) {
        return connection.preparedQuery(OPEN).execute(Tuple.of(review, user)).compose(rows -> {
            Row row = only(rows);
            Made made = new Made(Report.of(row), false, false);
            return idempotency == null
                    ? Future.succeededFuture(made)
                    : connection
                            .preparedQuery(KEEP_KEY)
                            .execute(Tuple.of(idempotency.key(), row.getUUID("id")))
                            .map(made);
        });
    }

    /** Fails where an erasure came between two statements: what was asked for may be asked for again. */
    private static Row only(RowSet<Row> rows) {
        for (Row row : rows) {
            return row;
        }
        throw new UnavailableException(null);
    }

    /** The first success under this key; {@code null} without one, and then the key is taken. */
    private static Future<@Nullable Made> earlier(
            SqlConnection connection, UUID id, @Nullable Idempotency idempotency) {
        if (idempotency == null) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(TAKE_KEY)
                .execute(Tuple.of(idempotency.key(), idempotency.digest(), id))
                .compose(taken -> taken.rowCount() == 1 ? Future.succeededFuture() : replay(connection, idempotency));
    }

    private static Future<@Nullable Made> replay(SqlConnection connection, Idempotency idempotency) {
        return connection
                .preparedQuery(USED_KEY)
                .execute(Tuple.of(idempotency.key()))
                .compose(rows -> {
                    Row used = only(rows);
                    if (!used.getUUID("digest").equals(idempotency.digest())) {
                        throw new IdempotencyKeyReusedException();
                    }
                    boolean created = used.getInteger("version") == 1;
                    return connection
                            .preparedQuery(BY_ID)
                            .execute(Tuple.of(used.getUUID("stream_id")))
                            .map(reports -> new Made(Report.of(only(reports)), created, true));
                });
    }
}
