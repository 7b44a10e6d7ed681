package dev.starfold.rating;

import java.util.Arrays;

/**
 * What is counted of some reviews of a subject: how many give each score from 1 to 10, how many each recommendation, how many
 * reactions of each kind they have, and how many are excluded.
 */
record Counts(long[] scores, long[] recommendations, long[] reactions, long excluded) {

    static final Counts NONE = new Counts(new long[10], new long[3], new long[Reactions.CATALOGUE.size()], 0);

    Counts plus(Counts other) {
        return new Counts(
                sum(scores, other.scores),
                sum(recommendations, other.recommendations),
                sum(reactions, other.reactions),
                excluded + other.excluded);
    }

    private static long[] sum(long[] a, long[] b) {
        var sum = new long[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
