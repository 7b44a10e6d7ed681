package dev.starfold.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the logs add up to, by the plainest code there is: none of Starfold's. */
final class Fold {

    /** A review as it stands last; withdrawn ones are kept. */
    record Review(String id, String subject, String author, int score, int version, boolean isPublic) {}

    /** What somebody says of a review; {@code kind} is null when it was taken back. */
    record Reaction(String review, @Nullable String kind) {}

    private final Map<String, Review> newest = new HashMap<>();
    private final Map<String, Review> reviews = new HashMap<>();
    private final Map<String, Reaction> reactions = new HashMap<>();

    static Fold of(List<Logged> reviews, List<Logged> reactions) {
        Fold fold = new Fold();
        reviews.forEach(fold::review);
        reactions.forEach(fold::reaction);
        return fold;
    }

    private void review(Logged event) {
        JsonNode data = event.data();
        int score = data.path("content").path("score").asInt();
        Review before = newest.get(event.stream());
        Review after =
                switch (event.type()) {
                    case "review-submitted" ->
                        new Review(
                                data.path("review").asText(),
                                data.path("subject").asText(),
                                data.path("author").asText(),
                                score,
                                event.version(),
                                true);
                    case "review-revised" ->
                        new Review(before.id(), before.subject(), before.author(), score, event.version(), true);
                    case "review-withdrawn" ->
                        new Review(
                                before.id(), before.subject(), before.author(), before.score(), event.version(), false);
                    default -> throw new IllegalArgumentException("no user here does what leads to " + event.type());
                };
        newest.put(event.stream(), after);
        reviews.put(after.id(), after);
    }

    private void reaction(Logged event) {
        JsonNode data = event.data();
        Reaction after =
                switch (event.type()) {
                    case "reaction-added" ->
                        new Reaction(
                                data.path("review").asText(),
                                slug(data.path("kind").asText()));
                    case "reaction-removed" ->
                        new Reaction(reactions.get(event.stream()).review(), null);
                    default -> throw new IllegalArgumentException("no user here does what leads to " + event.type());
                };
        reactions.put(event.stream(), after);
    }

    private static String slug(String kind) {
        return kind.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Set<String> subjects() {
        return reviews.values().stream().map(Review::subject).collect(Collectors.toSet());
    }

    /** The ids of all reviews of subjects whose name has the part in it; of all where it is null. */
    List<String> reviews(@Nullable String only) {
        return reviews.values().stream()
                .filter(review -> only == null || review.subject().contains(only))
                .map(Review::id)
                .sorted()
                .toList();
    }

    /** Scores of the reviews that count. */
    Map<String, Map<Integer, Long>> histograms() {
        return reviews.values().stream()
                .filter(Review::isPublic)
                .collect(Collectors.groupingBy(
                        Review::subject, Collectors.groupingBy(Review::score, Collectors.counting())));
    }

    /** Reactions of each kind, to reviews that count, by review. */
    Map<String, Map<String, Long>> reactionsByReview() {
        return counted(Reaction::review);
    }

    /** Reactions of each kind, to reviews that count, by subject. */
    Map<String, Map<String, Long>> reactionsBySubject() {
        return counted(reaction -> reviews.get(reaction.review()).subject());
    }

    private Map<String, Map<String, Long>> counted(Function<Reaction, String> by) {
        return reactions.values().stream()
                .filter(reaction -> reaction.kind() != null
                        && reviews.get(reaction.review()).isPublic())
                .collect(Collectors.groupingBy(by, Collectors.groupingBy(Reaction::kind, Collectors.counting())));
    }
}
