package dev.starfold.eventstore.relay;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** The {@code relay} row of a topic: who sends, until when, and how far they came. Time is the database's own. */
final class Cursor {

    private static final String CREATE = "insert into relay (topic) values ($1) on conflict do nothing";

    /** A lease that ends later than any could was given out before the database's clock was set back. */
    private static final String TAKE = """
            update relay set owner = $2, expires_at = now() + $3 * interval '1 millisecond'
            where topic = $1 and (owner = $2 or expires_at < now() or expires_at > now() + 2 * $3 * interval '1 millisecond')
            returning new.cursor, old.owner
            """;

    /** Its commit is not waited for: where a crash of the database takes it back, events are sent again. */
    private static final String MOVE = """
            update relay set cursor = $4, expires_at = now() + $5 * interval '1 millisecond'
            where topic = $1 and owner = $2 and cursor = $3 and set_config('synchronous_commit', 'off', true) = 'off'
            """;

    private static final String RELEASE =
            "update relay set owner = '', expires_at = '-infinity' where topic = $1 and owner = $2";

    private static final String REWIND = "update relay set cursor = 0 where topic = $1";

    private static final String STATUS = """
            select cursor, owner, expires_at > now() as held,
                   (select count(*) from event where position > cursor) as lag_events,
                   coalesce((select extract(epoch from clock_timestamp() - recorded_at) from event
                             where position > cursor order by position limit 1), 0)::float8 as lag_seconds
            from relay where topic = $1
            """;

    private final Pool pool;
    private final String topic;
    private final String owner;
    private final long leaseMillis;

    Cursor(Pool pool, String topic, String owner, Duration lease) {
        this.pool = pool;
        this.topic = topic;
        this.owner = owner;
        this.leaseMillis = lease.toMillis();
    }

    Future<?> create() {
        return pool.preparedQuery(CREATE).execute(Tuple.of(topic));
    }

    /**
     * The lease is ours.
     *
     * @param fromAnother whose it was before did not hand it over, and may still have something on its way
     */
    record Taken(long cursor, boolean fromAnother) {}

    /** Takes or renews the lease; empty while another instance holds it. */
    Future<Optional<Taken>> take() {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(topic, owner, leaseMillis))
                .map(rows -> {
                    for (Row row : rows) {
                        String before = row.getString("owner");
                        return Optional.of(
                                new Taken(row.getLong("cursor"), !before.isEmpty() && !before.equals(owner)));
                    }
                    return Optional.empty();
                });
    }

    /** Moves the cursor and renews the lease, unless either is no longer ours to move. */
    Future<Boolean> move(long from, long to) {
        return pool.preparedQuery(MOVE)
                .execute(Tuple.of(topic, owner, from, to, leaseMillis))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<?> release() {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(topic, owner));
    }

    Future<?> rewind() {
        return pool.preparedQuery(REWIND).execute(Tuple.of(topic));
    }

    Future<RelayStatus> status() {
        return pool.preparedQuery(STATUS).execute(Tuple.of(topic)).map(rows -> {
            for (Row row : rows) {
                return new RelayStatus(
                        topic,
                        row.getLong("cursor"),
                        row.getBoolean("held") ? row.getString("owner") : null,
                        row.getLong("lag_events"),
                        row.getDouble("lag_seconds"));
            }
            return new RelayStatus(topic, 0, null, 0, 0);
        });
    }
}
