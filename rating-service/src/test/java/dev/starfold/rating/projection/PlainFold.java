package dev.starfold.rating.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The read model as anyone would compute it in memory: the newest state of each review, then counted. */
final class PlainFold {

    private static final List<String> RECOMMENDATIONS = List.of("recommended", "mixed-feelings", "not-recommended");

    private final Map<UUID, ReviewState> newest = new HashMap<>();

    PlainFold(Collection<ReviewState> states) {
        states.forEach(state -> newest.merge(state.reviewId(), state, (a, b) -> a.version() >= b.version() ? a : b));
    }

    Map<UUID, Integer> versions() {
        return newest.values().stream().collect(Collectors.toMap(ReviewState::reviewId, ReviewState::version));
    }

    /** Per subject: how many counted reviews give 1 to 10, then the three recommendations. */
    Map<String, List<Long>> ratings() {
        var ratings = new TreeMap<String, List<Long>>();
        for (var subject :
                newest.values().stream().map(ReviewState::subject).distinct().toList()) {
            var scores = IntStream.rangeClosed(1, 10)
                    .mapToObj(score ->
                            counted(subject).filter(it -> it.score() == score).count());
            var recommendations = RECOMMENDATIONS.stream().map(said -> counted(subject)
                    .filter(it -> said.equals(it.recommendation()))
                    .count());
            ratings.put(subject, Stream.concat(scores, recommendations).toList());
        }
        return ratings;
    }

    /** Per type with any counted review: count and sum. */
    Map<String, List<Long>> totals() {
        var totals = new TreeMap<String, List<Long>>();
        newest.values().stream()
                .filter(it -> it.status().equals("public"))
                .forEach(it -> totals.merge(
                        it.subject().substring(0, it.subject().indexOf(':')),
                        List.of(1L, (long) it.score()),
                        (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1))));
        return totals;
    }

    private Stream<ReviewState> counted(String subject) {
        return newest.values().stream()
                .filter(it -> it.subject().equals(subject) && it.status().equals("public"));
    }
}
