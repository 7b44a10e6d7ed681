package dev.starfold.rating.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a rating, each computed from exact integer counts and rounded once. Nothing here knows of reviews, of a
 * database or of JSON. Counts and sums are never negative; sums are in points, of which a review gives one to ten.
 */
public final class Statistics {

    private static final int DECIMALS = 2;

    private Statistics() {}

    /** How many reviews: {@code Σ counts}. */
    public static long count(long[] counts) {
        return LongStream.of(counts).reduce(0, Math::addExact);
    }

    /** The points they gave, where {@code counts[i]} reviews gave {@code i + 1} points each: {@code Σ (i + 1)·counts[i]}. */
    public static long sum(long[] counts) {
        return IntStream.range(0, counts.length)
                .mapToLong(i -> Math.multiplyExact(i + 1L, counts[i]))
                .reduce(0, Math::addExact);
    }

    /** The arithmetic mean {@code sum ÷ count}, half-up, two decimals; null when nothing counts. */
    public static @Nullable BigDecimal mean(long sum, long count) {
        return count == 0
                ? null
                : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_UP);
    }

    /**
     * The Bayesian mean {@code (sum + m·C) ÷ (count + m)}: as if {@code m} further reviews had given the mean {@code C =
     * S ÷ N} of the subject's type. As one fraction, {@code (sum·N + m·S) ÷ (N·(count + m))}, so that C is never
     * rounded; half-up, two decimals; null when nothing counts. A type total of zero beside a count above zero cannot be;
     * it gives the plain mean.
     *
     * @param typeSum S, the points given to all subjects of the type
     * @param typeCount N, the reviews of all subjects of the type
     * @param weight m, how many reviews the type's mean weighs
     */
    public static @Nullable BigDecimal weighted(long sum, long count, long typeSum, long typeCount, int weight) {
        if (count == 0 || typeCount == 0) {
            return mean(sum, count);
        }
        var m = BigInteger.valueOf(weight);
        var n = BigInteger.valueOf(typeCount);
        var dividend = BigInteger.valueOf(sum).multiply(n).add(m.multiply(BigInteger.valueOf(typeSum)));
        var divisor = n.multiply(BigInteger.valueOf(count).add(m));
        return new BigDecimal(dividend).divide(new BigDecimal(divisor), DECIMALS, RoundingMode.HALF_UP);
    }

    /**
     * Shares of the whole in per cent, one decimal, summing to exactly 100.0 by the largest-remainder (Hamilton) method:
     * every share is cut to tenths, and the tenths left over go to the largest remainders, one each, ties to the earlier.
     * All 0.0 when nothing counts.
     */
    public static List<BigDecimal> percentages(long[] counts) {
        var whole = BigInteger.valueOf(count(counts));
        if (whole.signum() == 0) {
            return LongStream.of(counts).mapToObj(Statistics::tenths).toList();
        }
        var shares = LongStream.of(counts)
                .mapToObj(part -> BigInteger.valueOf(part)
                        .multiply(BigInteger.valueOf(1000))
                        .divideAndRemainder(whole))
                .toList();
        var tenths = new ArrayList<>(
                shares.stream().map(share -> share[0].longValueExact()).toList());
        long left = 1000 - tenths.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> shares.get(i)[1]).reversed())
                .limit(left)
                .forEach(i -> tenths.set(i, tenths.get(i) + 1));
        return tenths.stream().map(Statistics::tenths).toList();
    }

    private static BigDecimal tenths(long value) {
        return BigDecimal.valueOf(value, 1);
    }
}
