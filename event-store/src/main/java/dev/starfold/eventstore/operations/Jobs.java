package dev.starfold.eventstore.operations;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The jobs of one projection: the table that all instances share. At most one of a kind runs at a time. */
public final class Jobs {

    private static final String START = """
            insert into job (id, projection, kind) values ($1, $2, $3)
            on conflict (projection, kind) where status = 'running' do nothing
            """;

    private static final String RUNNING =
            "select * from job where projection = $1 and kind = $2 and status = 'running'";

    private static final String GET = "select * from job where projection = $1 and kind = $2 and id = $3";

    private static final String NEWEST = """
            select * from job where projection = $1 and kind = $2 and status = 'done' order by started_at desc limit 1
            """;

    private static final String LATEST =
            "select * from job where projection = $1 and kind = $2 order by started_at desc limit 1";

    private static final String CANCEL = """
            update job set status = 'cancelled', ended_at = clock_timestamp()
            where projection = $1 and kind = $2 and id = $3 and status = 'running'
            """;

    /** A lease that ends later than any could was given out before the database's clock was set back. */
    private static final String CLAIM = """
            update job set owner = $2, expires_at = clock_timestamp() + $3 * interval '1 millisecond'
            where id = (select id from job where projection = $1 and status = 'running'
                        and (expires_at < clock_timestamp() or expires_at > clock_timestamp() + interval '10 minutes')
                        order by started_at limit 1 for update skip locked)
            returning *
            """;

    private static final String RENEW = """
            update job set expires_at = clock_timestamp() + $3 * interval '1 millisecond', progress = $4, detail = $5
            where id = $1 and owner = $2 and status = 'running'
            """;

    /** Nobody else claims or ends the job until the transaction has ended. */
    private static final String HOLD = """
            update job set expires_at = clock_timestamp() + $3 * interval '1 millisecond', progress = $4
            where id = $1 and owner = $2 and status = 'running' and detail @> $5
            """;

    private static final String END = """
            update job set status = $3, ended_at = clock_timestamp(), progress = $4, detail = $5
            where id = $1 and owner = $2 and status = 'running'
            """;

    private static final String RELEASE = """
            update job set expires_at = '-infinity' where id = $1 and owner = $2 and status = 'running'
            """;

    private final Pool pool;
    private final String projection;
    private final String owner;

    /** @param owner names this instance, and no other */
    public Jobs(Pool pool, String projection, String owner) {
        this.pool = pool;
        this.projection = projection;
        this.owner = owner;
    }

    /** The job that now runs: a new one, or that of this kind which runs already. */
    public Future<Job> start(String kind) {
        var id = UUID.randomUUID();
        return pool.preparedQuery(START)
                .execute(Tuple.of(id, projection, kind))
                .compose(inserted -> inserted.rowCount() == 1
                        ? get(kind, id)
                        : first(pool.preparedQuery(RUNNING).execute(Tuple.of(projection, kind))))
                // The one that ran has ended between the two statements.
                .compose(job -> job.map(Future::succeededFuture).orElseGet(() -> start(kind)));
    }

    public Future<Optional<Job>> get(String kind, UUID id) {
        return first(pool.preparedQuery(GET).execute(Tuple.of(projection, kind, id)));
    }

    /** The one that was done last; those that failed tell nothing of how things are. */
    public Future<Optional<Job>> newestDone(String kind) {
        return first(pool.preparedQuery(NEWEST).execute(Tuple.of(projection, kind)));
    }

    /** The one that was begun last, however it stands. */
    Future<Optional<Job>> latest(String kind) {
        return first(pool.preparedQuery(LATEST).execute(Tuple.of(projection, kind)));
    }

    /** Nothing happens to one that has ended. */
    public Future<Void> cancel(String kind, UUID id) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.of(projection, kind, id))
                .mapEmpty();
    }

    /** A job that nobody does, to be done by this instance for as long as it renews the lease. */
    Future<Optional<Job>> claim(Duration lease) {
        return first(pool.preparedQuery(CLAIM).execute(Tuple.of(projection, owner, lease.toMillis())));
    }

    /** False when the job was cancelled or went to another. */
    Future<Boolean> renew(SqlClient client, Job job, Duration lease, double progress) {
        return client.preparedQuery(RENEW)
                .execute(Tuple.of(job.id(), owner, lease.toMillis(), progress, job.detail()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Also false when the job stands otherwise by now than with these details. */
    Future<Boolean> hold(SqlConnection connection, Job job, Duration lease, double progress, JsonObject details) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(job.id(), owner, lease.toMillis(), progress, details))
                .map(rows -> rows.rowCount() == 1);
    }

    /** False when the job was cancelled or went to another. */
    Future<Boolean> end(SqlClient client, Job job, String status, double progress, JsonObject detail) {
        return client.preparedQuery(END)
                .execute(Tuple.of(job.id(), owner, status, progress, detail))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Leaves it to whoever claims it next. */
    Future<?> release(Job job) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(job.id(), owner));
    }

    private static Future<Optional<Job>> first(Future<RowSet<Row>> found) {
        return found.map(rows -> {
            for (Row row : rows) {
                return Optional.of(Job.of(row, Clock.systemUTC().instant()));
            }
            return Optional.empty();
        });
    }
}
