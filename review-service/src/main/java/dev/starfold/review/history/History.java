package dev.starfold.review.history;

import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Content;
import dev.starfold.review.Reactions;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.ReviewErased;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import dev.starfold.review.ReviewEvent.UserErased;
import dev.starfold.review.Text;
import dev.starfold.review.Viewer;
import dev.starfold.review.publishing.PublicReview;
import dev.starfold.review.reactions.Summary;
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
     * @param actor who did it; of moderators only moderators are told
     * @param reason a moderator's, for hiding or restoring
     * @param erasedText the version whose text a moderator had deleted
     * @param changes by the review's field; from {@code null} at its submission
     * @param reactions of those that there are now, the ones given while this version was current
     */
    public record Item(
            int version,
            String type,
            Instant at,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable Integer erasedText,
            Map<String, Change> changes,
            Summary.Plain reactions) {

        Item with(Summary.Plain received) {
            return new Item(version, type, at, actor, reason, erasedText, changes, received);
        }
    }

    private static final Summary.Plain NONE = Summary.of(Reactions.NONE);

    /** A field's values before and after. */
    public record Change(@Nullable Object from, @Nullable Object to) {}

    /** Stands where a text was that is deleted. */
    public record Erased(boolean textErased) {}

    /** By version the text that it brought. While a review is hidden, those who don't see it learn of nothing but that; of what came of it, when it is restored. */
    public static History of(UUID id, List<Recorded<ReviewEvent>> stream, Map<Integer, Text> texts, Viewer viewer) {
        List<Item> items = new ArrayList<>();
        Map<String, @Nullable Object> before = Map.of();
        Review review = null;
        for (Recorded<ReviewEvent> recorded : stream) {
            review = Review.evolve(review, recorded.event());
            boolean ofAnother = recorded.event() instanceof ReviewErased;
            if (review.id().equals(id) && !ofAnother) {
                Map<String, @Nullable Object> after = new LinkedHashMap<>(before);
                if (viewer.sees(review)) {
                    after.putAll(fields(review, texts.getOrDefault(review.contentVersion(), Text.NONE)));
                } else {
                    after.put("visibility", review.status().slug());
                }
                items.add(item(recorded, changes(before, after), viewer));
                before = after;
            }
        }
        return new History(items);
    }

    /** When each version began to be current; never before the one before it, whatever the clocks said. */
    List<Instant> times() {
        List<Instant> times = new ArrayList<>();
        for (Item item : items) {
            boolean late = times.isEmpty() || item.at.isAfter(times.getLast());
            times.add(late ? item.at : times.getLast());
        }
        return times;
    }

    /** With what each version received. */
    History with(List<Summary.Plain> reactions) {
        List<Item> received = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            received.add(items.get(i).with(reactions.get(i)));
        }
        return new History(received);
    }

    private static Item item(Recorded<ReviewEvent> recorded, Map<String, Change> changes, Viewer viewer) {
        ReviewEvent event = recorded.event();
        String actor = recorded.metadata().actor();
        String moderator = viewer.moderator() ? actor : null;
        int version = recorded.version();
        String type = PublicReview.type(event);
        return switch (event) {
            case ReviewSubmitted _, ReviewRevised _, ReviewWithdrawn _ ->
                new Item(version, type, event.at(), actor, null, null, changes, NONE);
            case ReviewImported imported ->
                new Item(version, type, imported.at(), moderator, null, null, changes, NONE);
            case ReviewHidden(String reason, var at) ->
                new Item(version, type, at, moderator, reason, null, changes, NONE);
            case ReviewRestored(String reason, var at) ->
                new Item(version, type, at, moderator, reason, null, changes, NONE);
            case ReviewTextErased(int text, var at) ->
                new Item(version, type, at, moderator, null, text, changes, NONE);
            case ReviewErased _, UserErased _ -> throw new IllegalArgumentException("what is erased has no history");
        };
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

    private static Map<String, @Nullable Object> fields(Review review, Text text) {
        Content content = review.content();
        boolean erased = review.textErased() || text.isErased(content);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("score", content.score());
        fields.put("recommendation", content.recommendation().slug());
        fields.put("headline", erased ? new Erased(true) : text.headline());
        fields.put("body", erased ? new Erased(true) : text.body());
        fields.put("spoiler", content.spoiler());
        fields.put("preliminary", content.preliminary());
        fields.put("progress", content.progress());
        fields.put("language", content.language());
        fields.put("visibility", review.status().slug());
        return fields;
    }
}
