package dev.starfold.review.store;

import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.InlineProjection;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.UserErased;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Keeps the tables {@code review}, {@code review_text} and {@code review_search} in the append's own transaction, for a whole batch at once. */
final class ReviewProjection implements InlineProjection<ReviewEvent, WrittenText> {

    private static final String UNREPORT = """
            delete from reported_review q using unnest($1::uuid[]) withdrawn(id) where q.review_id = withdrawn.id
            """;

    private final EventLog<ReviewEvent> log;
    private final AtomicLong documentsWritten = new AtomicLong();

    ReviewProjection(EventLog<ReviewEvent> log) {
        this.log = log;
    }

    @Override
    public Future<?> apply(SqlConnection connection, List<Appended<ReviewEvent, WrittenText>> batch) {
        // A statement may name a row once: only a review's newest state in the batch counts.
        Map<UUID, ReviewTable.Row> reviews = new LinkedHashMap<>();
        List<TextTable.Row> texts = new ArrayList<>();
        List<TextTable.Erased> erased = new ArrayList<>();
        Map<UUID, WrittenText> documents = new LinkedHashMap<>();
        Set<UUID> added = new HashSet<>();
        Erasing erasing = new Erasing(log);
        for (Appended<ReviewEvent, WrittenText> appended : batch) {
            Map<UUID, ReviewTable.Row> remains = erasing.add(appended);
            if (appended.events().getLast().event() instanceof UserErased) {
                continue;
            }
            Review review = Objects.requireNonNull(fold(appended.history()));
            UUID stream = appended.events().getLast().stream();
            reviews.put(review.id(), new ReviewTable.Row(stream, review));
            Review before = before(appended);
            if (isNew(before, review)) {
                added.add(review.id());
            }
            boolean broughtContent = review.contentVersion() == review.version();
            WrittenText written = appended.attachment();
            if (broughtContent && !written.text().isEmpty()) {
                texts.add(new TextTable.Row(review.id(), review.version(), written.text()));
                documents.put(review.id(), written);
            } else if (lostWords(before, review)) {
                documents.put(review.id(), WrittenText.NONE);
            }
            reviews.putAll(remains);
            remains.keySet().forEach(id -> documents.put(id, WrittenText.NONE));
            if (appended.events().getLast().event() instanceof ReviewTextErased(int text, var _)) {
                erased.add(new TextTable.Erased(review.id(), text));
            }
        }
        List<Future<?>> statements = new ArrayList<>();
        List<ReviewTable.Row> inserted = new ArrayList<>();
        List<ReviewTable.Row> upserted = new ArrayList<>();
        reviews.forEach((id, row) -> (added.contains(id) ? inserted : upserted).add(row));
        if (!inserted.isEmpty()) {
            statements.add(ReviewTable.insert(connection, inserted));
        }
        if (!upserted.isEmpty()) {
            statements.add(ReviewTable.upsert(connection, upserted));
        }
        if (!texts.isEmpty()) {
            statements.add(TextTable.insert(connection, texts));
        }
        // After the insert: the batch may bring a text and erase it.
        if (!erased.isEmpty()) {
            statements.add(TextTable.delete(connection, erased));
        }
        // Behind the upsert, which waits for who is just reporting one of them.
        List<UUID> withdrawn = reviews.values().stream()
                .map(ReviewTable.Row::review)
                .filter(review -> !review.isLive())
                .map(Review::id)
                .toList();
        if (!withdrawn.isEmpty()) {
            statements.add(connection.preparedQuery(UNREPORT).execute(Tuple.of(withdrawn.toArray(UUID[]::new))));
        }
        statements.add(SearchTable.write(connection, documents));
        documentsWritten.addAndGet(documents.size());
        statements.addAll(erasing.write(connection));
        return Future.join(statements);
    }

    long documentsWritten() {
        return documentsWritten.get();
    }

    private static @Nullable Review before(Appended<ReviewEvent, WrittenText> appended) {
        List<Recorded<ReviewEvent>> history = appended.history();
        return fold(history.subList(0, history.size() - appended.events().size()));
    }

    private static boolean isNew(@Nullable Review before, Review now) {
        return before == null || !before.id().equals(now.id());
    }

    private static boolean lostWords(@Nullable Review before, Review now) {
        boolean hadWords = before != null && before.content().textDigest() != null;
        return hadWords && (!now.isLive() || now.content().textDigest() == null);
    }

    static @Nullable Review fold(List<Recorded<ReviewEvent>> history) {
        return Review.fold(history.stream().map(Recorded::event).toList());
    }
}
