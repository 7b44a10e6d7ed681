package dev.starfold.rating.projection;

import dev.starfold.rating.Reactions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The read model as anyone would compute it in memory: the newest state of each review, reaction and exclusion, then
 * counted.
 */
final class PlainFold {

    private static final List<String> RECOMMENDATIONS = List.of("recommended", "mixed-feelings", "not-recommended");

    private final Map<UUID, ReviewState> reviews;
    private final Map<UUID, ReactionState> reactions;
    private final Map<UUID, Excluding> exclusions = new HashMap<>();

    /** The exclusions in the order in which they were added and removed. */
    PlainFold(Collection<ReviewState> reviews, Collection<ReactionState> reactions, Collection<Excluding> exclusions) {
        this.reviews = newest(reviews);
        this.reactions = newest(reactions);
        exclusions.forEach(it -> this.exclusions.put(it.id(), it));
    }

    private static <S extends Versioned> Map<UUID, S> newest(Collection<S> states) {
        var newest = new HashMap<UUID, S>();
        states.forEach(state -> newest.merge(state.id(), state, (a, b) -> a.version() >= b.version() ? a : b));
        return newest;
    }

    /** Of every review and reaction. */
    Map<UUID, Integer> versions() {
        return Stream.concat(reviews.values().stream(), reactions.values().stream())
                .collect(Collectors.toMap(Versioned::id, Versioned::version));
    }

    /**
     * Per subject: how many counted reviews give 1 to 10, then the three recommendations, then the seven reactions; last,
     * how many reviews are excluded. Subjects of which only exclusions are known are left out.
     */
    Map<String, List<Long>> ratings() {
        var subjects = Stream.concat(reviews.values().stream(), reactions.values().stream())
                .map(Versioned::subject)
                .distinct();
        return new TreeMap<>(subjects.collect(Collectors.toMap(
                subject -> subject,
                subject -> figures(reviews.values().stream()
                        .filter(it -> it.subject().equals(subject))
                        .toList()))));
    }

    /** The same per subject, preliminary and language, where there is any figure. */
    Map<String, List<Long>> parts() {
        var parts = new TreeMap<String, List<Long>>();
        reviews.values().stream()
                .filter(it -> it.status().equals("public"))
                .collect(Collectors.groupingBy(it ->
                        it.subject() + " " + it.preliminary() + " " + (it.language() == null ? "" : it.language())))
                .forEach((part, ofPart) -> parts.put(part, figures(ofPart)));
        return parts;
    }

    /** Per subject and day: count and sum of the counted reviews. */
    Map<String, List<Long>> days() {
        var days = new TreeMap<String, List<Long>>();
        reviews.values().stream()
                .filter(this::isCounted)
                .forEach(it -> days.merge(
                        it.subject() + " " + it.submittedAt().toString().substring(0, 10),
                        List.of(1L, (long) it.score()),
                        PlainFold::sum));
        return days;
    }

    private List<Long> figures(List<ReviewState> states) {
        var counted = states.stream().filter(this::isCounted).toList();
        var scores = IntStream.rangeClosed(1, 10)
                .mapToObj(score ->
                        counted.stream().filter(it -> it.score() == score).count());
        var recommendations = RECOMMENDATIONS.stream().map(said -> counted.stream()
                .filter(it -> said.equals(it.recommendation()))
                .count());
        var kinds = Reactions.CATALOGUE.stream().map(kind -> reactions.values().stream()
                .filter(it -> it.active() && kind.equals(it.kind()) && isTo(it, counted))
                .count());
        var excluded = Stream.of(states.stream()
                .filter(it -> it.status().equals("public") && !isCounted(it))
                .count());
        return Stream.of(scores, recommendations, kinds, excluded)
                .flatMap(it -> it)
                .toList();
    }

    private static boolean isTo(ReactionState reaction, List<ReviewState> reviews) {
        return reviews.stream()
                .anyMatch(it -> it.reviewId().equals(reaction.reviewId())
                        && it.subject().equals(reaction.subject()));
    }

    /** Per type with any counted review: count and sum. */
    Map<String, List<Long>> totals() {
        var totals = new TreeMap<String, List<Long>>();
        reviews.values().stream()
                .filter(this::isCounted)
                .forEach(it -> totals.merge(
                        it.subject().substring(0, it.subject().indexOf(':')),
                        List.of(1L, (long) it.score()),
                        PlainFold::sum));
        return totals;
    }

    private static List<Long> sum(List<Long> a, List<Long> b) {
        return List.of(a.get(0) + b.get(0), a.get(1) + b.get(1));
    }

    private boolean isCounted(ReviewState review) {
        return review.status().equals("public") && exclusions.values().stream().noneMatch(it -> it.covers(review));
    }
}
