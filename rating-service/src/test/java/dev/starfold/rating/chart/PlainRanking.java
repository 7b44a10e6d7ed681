package dev.starfold.rating.chart;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.Submitted;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The subjects of a type in order, as anyone would put them in memory. */
final class PlainRanking {

    /** A counted review. */
    record Vote(String subject, int score, int daysAgo) {

        ReviewState ofType(String type) {
            var at = Instant.now().minus(Duration.ofDays(daysAgo));
            return Submitted.of(type + ":" + subject, score).at(at.toString()).state();
        }
    }

    private record Fraction(BigInteger dividend, BigInteger divisor) implements Comparable<Fraction> {

        private static Fraction of(BigInteger dividend, long divisor) {
            return new Fraction(dividend, BigInteger.valueOf(divisor));
        }

        @Override
        public int compareTo(Fraction other) {
            return dividend.multiply(other.divisor).compareTo(other.dividend.multiply(divisor));
        }
    }

    private final Map<String, List<Vote>> votes;
    private final Collection<Vote> all;
    private final int weight;

    PlainRanking(Collection<Vote> all, int weight) {
        this.all = all;
        this.weight = weight;
        this.votes = all.stream().collect(Collectors.groupingBy(Vote::subject, TreeMap::new, Collectors.toList()));
    }

    List<String> by(String sort) {
        Comparator<String> highest =
                switch (sort) {
                    case "weighted" -> comparing(this::weighted, reverseOrder());
                    case "mean" -> comparing(this::mean, reverseOrder());
                    case "count" -> comparing(this::count, reverseOrder());
                    default -> comparing(this::trending, reverseOrder());
                };
        return votes.keySet().stream()
                .sorted(highest.thenComparing(this::count, reverseOrder()).thenComparing(naturalOrder()))
                .toList();
    }

    long count(String subject) {
        return votes.get(subject).size();
    }

    private Fraction mean(String subject) {
        return Fraction.of(BigInteger.valueOf(sum(votes.get(subject))), count(subject));
    }

    /** (sum·N + m·S) ÷ (count + m), which is N times the weighted mean. */
    private Fraction weighted(String subject) {
        return Fraction.of(
                BigInteger.valueOf(sum(votes.get(subject)))
                        .multiply(BigInteger.valueOf(all.size()))
                        .add(BigInteger.valueOf(weight).multiply(BigInteger.valueOf(sum(all)))),
                count(subject) + weight);
    }

    /** To nine decimals: equal ones must not differ by the rounding of sums. */
    private long trending(String subject) {
        return Math.round(1e9
                * votes.get(subject).stream()
                        .mapToDouble(vote -> Math.pow(2, -vote.daysAgo() / 7.0))
                        .sum());
    }

    private static long sum(Collection<Vote> votes) {
        return votes.stream().mapToLong(Vote::score).sum();
    }
}
