package dev.starfold.review.privacy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Deletes what a user has reported, and counts anew what is reported then, holding the reviews' rows as who reports does. */
final class ReportsOfUser {

    private static final String SOME = """
            select id, review_id from report where reporter = $1 and reported_at <= $2 order by id limit 100
            """;

    private static final String LOCK = """
            select from review join unnest($1::uuid[]) as reported(id) using (id)
            order by review.id for no key update of review
            """;

    private static final String DELETE = """
            with gone as (
                delete from report r using unnest($1::uuid[]) as theirs(id) where r.id = theirs.id returning r.id
            )
            delete from idempotency i using gone where i.stream_id = gone.id
            """;

    private static final String RECOUNT = """
            with fold as (
                select q.review_id,
                    count(*) filter (where r.reason = 'spam') as spam,
                    count(*) filter (where r.reason = 'spoiler') as spoiler,
                    count(*) filter (where r.reason = 'harassment') as harassment,
                    count(*) filter (where r.reason = 'off-topic') as off_topic,
                    count(*) filter (where r.reason = 'other') as other,
                    max(r.reported_at) as latest
                from reported_review q
                left join report r on r.review_id = q.review_id and r.dismissed_at is null
                where q.review_id in (select unnest($1::uuid[]))
                group by q.review_id
            ), unreported as (
                delete from reported_review q using fold where q.review_id = fold.review_id and fold.latest is null
            )
            update reported_review q
            set spam = fold.spam, spoiler = fold.spoiler, harassment = fold.harassment, off_topic = fold.off_topic,
                other = fold.other, latest = fold.latest
            from fold where q.review_id = fold.review_id and fold.latest is not null
            """;

    private ReportsOfUser() {}

    /** Some of them, in the connection's transaction; answers how many. */
    static Future<Integer> delete(SqlConnection connection, Tuple whoAndWhen) {
        return connection.preparedQuery(SOME).execute(whoAndWhen).compose(rows -> {
            List<UUID> reports = new ArrayList<>();
            Set<UUID> reviews = new LinkedHashSet<>();
            for (Row row : rows) {
                reports.add(row.getUUID("id"));
                reviews.add(row.getUUID("review_id"));
            }
            if (reports.isEmpty()) {
                return Future.succeededFuture(0);
            }
            Tuple ofReviews = ids(reviews);
            return connection
                    .preparedQuery(LOCK)
                    .execute(ofReviews)
                    .compose(locked -> connection.preparedQuery(DELETE).execute(ids(reports)))
                    .compose(deleted -> connection.preparedQuery(RECOUNT).execute(ofReviews))
                    .map(recounted -> reports.size());
        });
    }

    private static Tuple ids(Collection<UUID> ids) {
        return Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
    }
}
