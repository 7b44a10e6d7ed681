package dev.starfold.review.privacy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.Text;
import dev.starfold.review.Viewer;
import dev.starfold.review.history.History;
import dev.starfold.review.history.History.Change;
import dev.starfold.review.privacy.UserData.Pages;
import dev.starfold.review.store.ReviewStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's reviews with all that ever stood in them, hidden and withdrawn ones too. */
@Singleton
class UserReviews {

    /** Each with all its versions and texts, so that a page is large already. */
    private static final int PAGE = 10;

    /** Those in the open, then the others: as they are indexed. */
    private static final String SELECT = """
            select * from (
                (select false as unseen, * from review
                 where author = $1 and status = 'public' and not $2 and (submitted_at, id) > ($3, $4)
                 order by submitted_at, id limit %1$d)
                union all
                (select true as unseen, * from review
                 where author = $1 and status in ('hidden', 'withdrawn')
                    and (not $2 or (submitted_at, id) > ($3, $4))
                 order by submitted_at, id limit %1$d)) as theirs
            order by unseen, submitted_at, id limit %1$d
            """.formatted(PAGE);

    private static final String TEXTS = """
            select t.* from unnest($1::uuid[]) as theirs(id) join review_text t on t.review_id = theirs.id
            """;

    private final Pool pool;
    private final ReviewStore store;

    UserReviews(Pool pool, ReviewStore store) {
        this.pool = pool;
        this.store = store;
    }

    /**
     * A review.
     *
     * @param status {@code public}, {@code hidden} or {@code withdrawn}
     * @param source figures kept from an import
     */
    record Kept(
            UUID id,
            String subject,
            String status,
            int version,
            Instant submittedAt,
            @JsonRawValue @Nullable String source,
            List<Version> versions) {}

    /** What led to one of its versions; the texts stand among the changes. */
    record Version(
            int version,
            String type,
            Instant at,
            @Nullable String reason,
            @Nullable Integer erasedText,
            Map<String, Change> changes) {}

    Pages<Kept> of(String user) {
        return last -> pool.preparedQuery(SELECT)
                .execute(Tuple.of(
                        user,
                        last != null && !last.status.equals("public"),
                        (last == null ? Instant.parse("0001-01-01T00:00:00Z") : last.submittedAt)
                                .atOffset(ZoneOffset.UTC),
                        last == null ? new UUID(0, 0) : last.id))
                .compose(rows -> whole(rows, new Viewer(user, false)));
    }

    private Future<List<Kept>> whole(RowSet<Row> rows, Viewer author) {
        Set<UUID> ids = new HashSet<>();
        Set<UUID> streams = new HashSet<>();
        for (Row row : rows) {
            ids.add(row.getUUID("id"));
            streams.add(row.getUUID("stream_id"));
        }
        if (ids.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return store.histories(streams).compose(histories -> texts(ids).map(texts -> {
            List<Kept> reviews = new ArrayList<>();
            for (Row row : rows) {
                UUID id = row.getUUID("id");
                History history = History.of(
                        id,
                        histories.getOrDefault(row.getUUID("stream_id"), List.<Recorded<ReviewEvent>>of()),
                        texts.getOrDefault(id, Map.of()),
                        author);
                reviews.add(kept(row, history));
            }
            return reviews;
        }));
    }

    private Future<Map<UUID, Map<Integer, Text>>> texts(Set<UUID> reviews) {
        return pool.preparedQuery(TEXTS)
                .execute(Tuple.tuple().addArrayOfUUID(reviews.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Map<Integer, Text>> texts = new HashMap<>();
                    for (Row row : rows) {
                        texts.computeIfAbsent(row.getUUID("review_id"), id -> new HashMap<>())
                                .put(
                                        row.getInteger("version"),
                                        new Text(row.getString("headline"), row.getString("body")));
                    }
                    return texts;
                });
    }

    private static Kept kept(Row row, History history) {
        return new Kept(
                row.getUUID("id"),
                row.getString("subject"),
                row.getString("status"),
                row.getInteger("version"),
                row.getOffsetDateTime("submitted_at").toInstant(),
                row.getString("source"),
                history.items().stream()
                        .map(item -> new Version(
                                item.version(),
                                item.type(),
                                item.at(),
                                item.reason(),
                                item.erasedText(),
                                item.changes()))
                        .toList());
    }
}
