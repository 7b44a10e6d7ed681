package dev.starfold.review.store;

import dev.starfold.eventstore.InlineProjection;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the tables {@code review}, {@code review_text} and {@code review_search} in the append's own transaction: one statement each per batch. */
final class ReviewProjection implements InlineProjection<ReviewEvent, Text> {

    private static final String UNREPORT = """
            delete from reported_review q using unnest($1::uuid[]) withdrawn(id) where q.review_id = withdrawn.id
            """;

    @Override
    public Future<?> apply(SqlConnection connection, List<Appended<ReviewEvent, Text>> batch) {
        // A statement may name a row once: only a review's newest state in the batch counts.
        Map<UUID, ReviewTable.Row> reviews = new LinkedHashMap<>();
        List<TextTable.Row> texts = new ArrayList<>();
        List<TextTable.Erased> erased = new ArrayList<>();
        Map<UUID, String> documents = new LinkedHashMap<>();
        for (Appended<ReviewEvent, Text> appended : batch) {
            Review review = fold(appended.history());
            if (review == null) {
                continue;
            }
            UUID stream = appended.events().getLast().stream();
            reviews.put(review.id(), new ReviewTable.Row(stream, review));
            boolean broughtContent = review.contentVersion() == review.version();
            if (broughtContent && !appended.attachment().isEmpty()) {
                texts.add(new TextTable.Row(review.id(), review.version(), appended.attachment()));
            }
            if (broughtContent && !appended.attachment().isEmpty()) {
                documents.put(review.id(), SearchTable.document(appended.attachment()));
            } else if (lostWords(appended, review)) {
                documents.put(review.id(), "");
            }
            if (appended.events().getLast().event() instanceof ReviewTextErased(int text, var _)) {
                erased.add(new TextTable.Erased(review.id(), text));
            }
        }
        List<Future<?>> written = new ArrayList<>();
        written.add(ReviewTable.upsert(connection, List.copyOf(reviews.values())));
        if (!texts.isEmpty()) {
            written.add(TextTable.insert(connection, texts));
        }
        // After the insert: the batch may bring a text and erase it.
        if (!erased.isEmpty()) {
            written.add(TextTable.delete(connection, erased));
        }
        // Behind the upsert, which waits for who is just reporting one of them.
        List<UUID> withdrawn = reviews.values().stream()
                .map(ReviewTable.Row::review)
                .filter(review -> !review.isLive())
                .map(Review::id)
                .toList();
        if (!withdrawn.isEmpty()) {
            written.add(connection.preparedQuery(UNREPORT).execute(Tuple.of(withdrawn.toArray(UUID[]::new))));
        }
        written.add(SearchTable.write(connection, documents));
        return Future.join(written);
    }

    private static boolean lostWords(Appended<ReviewEvent, Text> appended, Review now) {
        List<Recorded<ReviewEvent>> history = appended.history();
        Review before =
                fold(history.subList(0, history.size() - appended.events().size()));
        boolean hadWords = before != null && before.content().textDigest() != null;
        return hadWords && (!now.isLive() || now.content().textDigest() == null);
    }

    static @Nullable Review fold(List<Recorded<ReviewEvent>> history) {
        return Review.fold(history.stream().map(Recorded::event).toList());
    }
}
