package dev.starfold.review.history;

import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Content;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.Text;
import dev.starfold.review.publishing.PublicReview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to one review, oldest first; nothing of those that stood in its stream before. */
public record History(List<Item> items) {

    /**
     * What led to one version.
     *
     * @param changes by the review's field; from {@code null} at its submission
     */
    public record Item(
            int version, String type, Instant at, @Nullable String actor, Map<String, Change> changes) {}

    /** A field's values before and after. */
    public record Change(@Nullable Object from, @Nullable Object to) {}

    static History of(UUID id, List<Recorded<ReviewEvent>> stream, Map<Integer, Text> texts) {
        List<Item> items = new ArrayList<>();
        Map<String, @Nullable Object> before = Map.of();
        Review review = null;
        for (Recorded<ReviewEvent> recorded : stream) {
            review = Review.evolve(review, recorded.event());
            if (review.id().equals(id)) {
                var after = fields(review.content(), texts.getOrDefault(review.contentVersion(), Text.NONE));
                items.add(new Item(
                        recorded.version(),
                        PublicReview.type(recorded.event()),
                        recorded.event().at(),
                        recorded.metadata().actor(),
                        changes(before, after)));
                before = after;
            }
        }
        return new History(items);
    }

    private static Map<String, Change> changes(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        after.forEach((field, to) -> {
            Object from = before.get(field);
            if (!Objects.equals(from, to)) {
                changes.put(field, new Change(from, to));
            }
        });
        return changes;
    }

    private static Map<String, @Nullable Object> fields(Content content, Text text) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("score", content.score());
        fields.put("recommendation", content.recommendation().slug());
        fields.put("headline", text.headline());
        fields.put("body", text.body());
        fields.put("spoiler", content.spoiler());
        fields.put("preliminary", content.preliminary());
        fields.put("progress", content.progress());
        fields.put("language", content.language());
        return fields;
    }
}
