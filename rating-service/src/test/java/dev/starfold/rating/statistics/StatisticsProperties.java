package dev.starfold.rating.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class StatisticsProperties {

    @Property
    void percentagesSumToExactlyOneHundred(@ForAll("counts") long[] counts) {
        var expected = LongStream.of(counts).sum() == 0 ? "0.0" : "100.0";
        assertThat(Statistics.percentages(counts).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .hasToString(expected);
    }

    @Property
    void noPercentageIsATenthOrMoreOff(@ForAll("counts") long[] counts) {
        var whole = Math.max(1, LongStream.of(counts).sum());
        var percentages = Statistics.percentages(counts);
        for (int i = 0; i < counts.length; i++) {
            var exact = new BigDecimal(counts[i])
                    .multiply(BigDecimal.valueOf(100))
                    .divide(new BigDecimal(whole), MathContext.DECIMAL128);
            assertThat(percentages.get(i).subtract(exact).abs()).isLessThan(new BigDecimal("0.1"));
        }
    }

    @Property
    void moreVotesNeverHaveTheSmallerPercentage(@ForAll("counts") long[] counts) {
        var percentages = Statistics.percentages(counts);
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                if (counts[i] > counts[j]) {
                    assertThat(percentages.get(i)).isGreaterThanOrEqualTo(percentages.get(j));
                }
            }
        }
    }

    @Property
    void meansStayBetweenTheLowestAndTheHighestScore(
            @ForAll("counts") long[] counts, @ForAll("counts") long[] type, @ForAll @IntRange(max = 1000) int weight) {
        long count = Statistics.count(counts);
        long sum = Statistics.sum(counts);
        var mean = Statistics.mean(sum, count);
        var weighted = Statistics.weighted(sum, count, Statistics.sum(type), Statistics.count(type), weight);
        if (count == 0) {
            assertThat(mean).isNull();
            assertThat(weighted).isNull();
        } else {
            assertThat(mean).isBetween(BigDecimal.ONE, BigDecimal.TEN);
            assertThat(weighted).isBetween(BigDecimal.ONE, BigDecimal.TEN);
            assertThat(mean.scale()).isEqualTo(2);
            assertThat(weighted.scale()).isEqualTo(2);
        }
    }

    @Provide
    Arbitrary<long[]> counts() {
        var count = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0L)),
                Tuple.of(5, Arbitraries.longs().between(0, 20)),
                Tuple.of(2, Arbitraries.longs().between(0, 1_000_000_000_000L)));
        return count.array(long[].class).ofSize(10);
    }
}
