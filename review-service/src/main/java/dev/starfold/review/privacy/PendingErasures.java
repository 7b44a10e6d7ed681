package dev.starfold.review.privacy;

import dev.starfold.eventstore.erasure.UserErased;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The {@code pending_erasure} table: what was asked for and is not done, and who is at it. Done, a row is gone. */
@Singleton
class PendingErasures {

    /** No review that was there is younger than its author's erasure, whatever the clock of the replica that took it said. */
    private static final String BEGIN = """
            insert into pending_erasure (id, user_id, at, owner, expires_at)
            select $1, $2, greatest(clock_timestamp(),
                (select max(submitted_at) from review where author = $2 and status = 'public'),
                (select max(submitted_at) from review where author = $2 and status in ('hidden', 'withdrawn'))),
                $3, now() + interval '30 seconds'
            returning *
            """;

    private static final String CLAIM = """
            update pending_erasure set owner = $1, expires_at = now() + interval '30 seconds'
            where id = (
                select id from pending_erasure where expires_at < now() order by at limit 1 for update skip locked)
            returning *
            """;

    private static final String RENEW = """
            update pending_erasure set expires_at = now() + interval '30 seconds' where id = $1 and owner = $2
            """;

    private static final String RELEASE = "update pending_erasure set expires_at = now() where id = $1 and owner = $2";

    private static final String OF_USER = "select * from pending_erasure where user_id = $1 order by at";

    private final UUID owner = UUID.randomUUID();
    private final Pool pool;

    PendingErasures(Pool pool) {
        this.pool = pool;
    }

    /** An erasure of all that there is of the user now, to be done by this instance first. */
    Future<UserErased> begin(String user) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(UUID.randomUUID(), user, owner))
                .map(rows -> all(rows).getFirst());
    }

    /** The oldest that nobody is at. */
    Future<Optional<UserErased>> claim() {
        return pool.preparedQuery(CLAIM).execute(Tuple.of(owner)).map(rows -> all(rows).stream()
                .findFirst());
    }

    /** Still at it. */
    Future<?> renew(UserErased erasure) {
        return pool.preparedQuery(RENEW).execute(Tuple.of(erasure.erasureId(), owner));
    }

    /** No longer at it, though it is not done. */
    Future<?> release(UserErased erasure) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(erasure.erasureId(), owner));
    }

    Future<List<UserErased>> of(String user) {
        return pool.preparedQuery(OF_USER).execute(Tuple.of(user)).map(PendingErasures::all);
    }

    private static List<UserErased> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new UserErased(
                        row.getUUID("id"),
                        row.getString("user_id"),
                        row.getOffsetDateTime("at").toInstant()))
                .toList();
    }
}
