package dev.starfold.review.store;

import dev.starfold.eventstore.InlineProjection;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the {@code review} and {@code review_text} tables in the append's own transaction: one statement each per batch. */
final class ReviewProjection implements InlineProjection<ReviewEvent, Text> {

    @Override
    public Future<?> apply(SqlConnection connection, List<Appended<ReviewEvent, Text>> batch) {
        // A statement may name a row once: only a review's newest state in the batch counts.
        Map<UUID, ReviewTable.Row> reviews = new LinkedHashMap<>();
        List<TextTable.Row> texts = new ArrayList<>();
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
        }
        Future<?> written = ReviewTable.upsert(connection, List.copyOf(reviews.values()));
        return texts.isEmpty() ? written : Future.join(written, TextTable.insert(connection, texts));
    }

    static @Nullable Review fold(List<Recorded<ReviewEvent>> history) {
        return Review.fold(history.stream().map(Recorded::event).toList());
    }
}
