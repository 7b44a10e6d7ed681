package dev.starfold.review.privacy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starfold.review.privacy.UserData.Pages;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a user did to others' reviews, as far as this service knows. */
@Singleton
class UserActions {

    private static final int PAGE = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String REPORTS =
            "select * from report where reporter = $1 and id > $2 order by id limit " + PAGE;

    private static final String DISMISSALS =
            "select * from report where dismissed_by = $1 and id > $2 order by id limit " + PAGE;

    private static final String ON_REVIEWS = """
            select e.position, e.type, e.recorded_at, e.data->>'reason' as reason, begun.review
            from event e
            cross join lateral (
                select (b.data->>'review')::uuid as review from event b
                where b.stream_id = e.stream_id and b.version <= e.version
                    and b.type in ('review-submitted', 'review-imported', 'review-erased')
                order by b.version desc limit 1) as begun
            where e.type in ('review-hidden', 'review-restored', 'review-text-erased', 'review-imported')
                and e.metadata->>'actor' = $1 and e.position > $2
            order by e.position limit %d
            """.formatted(PAGE);

    private static final String REACTIONS = """
            select * from live_reaction where user_id = $1 and reaction_id > $2 order by reaction_id limit %d
            """.formatted(PAGE);

    private final Pool pool;

    UserActions(Pool pool) {
        this.pool = pool;
    }

    /** A report that the user made; whoever dismissed it is not told. */
    record Reported(
            @JsonIgnore UUID id,
            UUID review,
            String reason,
            @Nullable String note,
            Instant at,
            @Nullable Instant dismissedAt) {}

    /** A report that the user dismissed. */
    record Dismissed(
            @JsonIgnore UUID id, UUID review, @Nullable Instant at) {}

    /** What the user did to a review as a moderator or operator. */
    record Action(
            @JsonIgnore long position,
            UUID review,
            String type,
            @Nullable String reason,
            Instant at) {}

    /** A reaction of the user, as this service has heard of it. */
    record Reacted(
            @JsonIgnore UUID id, UUID review, @Nullable String kind, boolean active, Instant since) {}

    Pages<Reported> reports(String user) {
        return last -> all(
                REPORTS,
                Tuple.of(user, last == null ? FIRST : last.id),
                row -> new Reported(
                        row.getUUID("id"),
                        row.getUUID("review_id"),
                        row.getString("reason"),
                        row.getString("note"),
                        row.getOffsetDateTime("reported_at").toInstant(),
                        instant(row.getOffsetDateTime("dismissed_at"))));
    }

    Pages<Dismissed> dismissals(String user) {
        return last -> all(
                DISMISSALS,
                Tuple.of(user, last == null ? FIRST : last.id),
                row -> new Dismissed(
                        row.getUUID("id"), row.getUUID("review_id"), instant(row.getOffsetDateTime("dismissed_at"))));
    }

    Pages<Action> onReviews(String user) {
        return last -> all(
                ON_REVIEWS,
                Tuple.of(user, last == null ? 0L : last.position),
                row -> new Action(
                        row.getLong("position"),
                        row.getUUID("review"),
                        row.getString("type"),
                        row.getString("reason"),
                        row.getOffsetDateTime("recorded_at").toInstant()));
    }

    Pages<Reacted> reactions(String user) {
        return last -> all(
                REACTIONS,
                Tuple.of(user, last == null ? FIRST : last.id),
                row -> new Reacted(
                        row.getUUID("reaction_id"),
                        row.getUUID("review_id"),
                        row.getString("kind"),
                        row.getBoolean("active"),
                        row.getOffsetDateTime("since").toInstant()));
    }

    private <T> Future<List<T>> all(String sql, Tuple parameters, Function<Row, T> item) {
        return pool.preparedQuery(sql).execute(parameters).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(item)
                .toList());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
