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

/** The read model as anyone would compute it in memory: the newest state of each review and reaction, then counted. */
final class PlainFold {

    private static final List<String> RECOMMENDATIONS = List.of("recommended", "mixed-feelings", "not-recommended");

    private final Map<UUID, ReviewState> reviews;
    private final Map<UUID, ReactionState> reactions;

    PlainFold(Collection<ReviewState> reviews, Collection<ReactionState> reactions) {
        this.reviews = newest(reviews);
        this.reactions = newest(reactions);
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

    /** Per subject: how many counted reviews give 1 to 10, then the three recommendations, then the seven reactions. */
    Map<String, List<Long>> ratings() {
        var subjects = Stream.concat(reviews.values().stream(), reactions.values().stream())
                .map(Versioned::subject)
                .distinct();
        return new TreeMap<>(subjects.collect(Collectors.toMap(subject -> subject, this::rating)));
    }

    private List<Long> rating(String subject) {
        var scores = IntStream.rangeClosed(1, 10)
                .mapToObj(score ->
                        counted(subject).filter(it -> it.score() == score).count());
        var recommendations = RECOMMENDATIONS.stream().map(said -> counted(subject)
                .filter(it -> said.equals(it.recommendation()))
                .count());
        var kinds = Reactions.CATALOGUE.stream().map(kind -> reactions.values().stream()
                .filter(it -> it.active() && kind.equals(it.kind()) && isCounted(it, subject))
                .count());
        return Stream.of(scores, recommendations, kinds).flatMap(it -> it).toList();
    }

    private boolean isCounted(ReactionState reaction, String subject) {
        return reaction.subject().equals(subject)
                && counted(subject).anyMatch(it -> it.reviewId().equals(reaction.reviewId()));
    }

    /** Per type with any counted review: count and sum. */
    Map<String, List<Long>> totals() {
        var totals = new TreeMap<String, List<Long>>();
        reviews.values().stream()
                .filter(it -> it.status().equals("public"))
                .forEach(it -> totals.merge(
                        it.subject().substring(0, it.subject().indexOf(':')),
                        List.of(1L, (long) it.score()),
                        (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1))));
        return totals;
    }

    private Stream<ReviewState> counted(String subject) {
        return reviews.values().stream()
                .filter(it -> it.subject().equals(subject) && it.status().equals("public"));
    }
}
