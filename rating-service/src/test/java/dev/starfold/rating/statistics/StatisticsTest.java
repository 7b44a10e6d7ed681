package dev.starfold.rating.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatisticsTest {

    @ParameterizedTest
    @CsvSource({"3, 1, 3.00", "1, 3, 0.33", "2, 3, 0.67", "201, 200, 1.01", "2009, 2000, 1.00", "10, 1, 10.00"})
    void theMeanIsRoundedOnceHalfUp(long sum, long count, String mean) {
        assertThat(Statistics.mean(sum, count)).hasToString(mean);
    }

    @Test
    void nothingCountedHasNoMean() {
        assertThat(Statistics.mean(0, 0)).isNull();
        assertThat(Statistics.weighted(0, 0, 70, 10, 50)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // one review of 3 among a type whose mean is 7: (3 + 50·7) ÷ 51 = 6.9216
        "3, 1, 7000, 1000, 50, 6.92",
        // the type's only review is this one
        "3, 1, 3, 1, 50, 3.00",
        // (1 + 50·22/3) ÷ 51 = 7.2092
        "1, 1, 22, 3, 50, 7.21",
        // C rounded to 6.33 would give 6.25: (190 + 50·19/3) ÷ (31 + 50) = 6.2551
        "190, 31, 19, 3, 50, 6.26",
        // a weight of zero is the plain mean
        "20, 3, 70, 10, 0, 6.67",
        // exactly half a hundredth goes up: (5 + 1·5.01) ÷ 2 = 5.005
        "5, 1, 501, 100, 1, 5.01",
        // sums beyond what 64 bits could multiply
        "9000000000000, 1000000000000, 70000000000000, 10000000000000, 50, 9.00"
    })
    void theWeightedMeanLeansTowardsTheTypesMean(
            long sum, long count, long typeSum, long typeCount, int weight, String weighted) {
        assertThat(Statistics.weighted(sum, count, typeSum, typeCount, weight)).hasToString(weighted);
    }

    @Test
    void leftOverTenthsGoToTheLargestRemaindersAndTiesToTheEarlier() {
        assertThat(Statistics.percentages(new long[] {1, 1, 1})).hasToString("[33.4, 33.3, 33.3]");
        assertThat(Statistics.percentages(new long[] {1, 0, 2, 3, 1})).hasToString("[14.3, 0.0, 28.6, 42.8, 14.3]");
        assertThat(Statistics.percentages(new long[] {0, 0, 4})).hasToString("[0.0, 0.0, 100.0]");
    }

    @Test
    void percentagesOfNothingAreZero() {
        assertThat(Statistics.percentages(new long[3])).hasToString("[0.0, 0.0, 0.0]");
    }

    @ParameterizedTest
    @MethodSource
    void booksHaveTheirPublishedAverage(String line) throws IOException {
        var cells = line.split(",");
        long[] scores = new long[10];
        for (int stars = 1; stars <= 5; stars++) {
            scores[2 * stars - 1] = Long.parseLong(cells[stars]);
        }
        assertThat(Statistics.count(scores)).isEqualTo(Long.parseLong(cells[6]));
        var average = new BigDecimal(Statistics.sum(scores))
                .divide(new BigDecimal(2 * Statistics.count(scores)), 2, RoundingMode.HALF_UP);
        assertThat(average).isEqualByComparingTo(cells[7]);
    }

    static Stream<String> booksHaveTheirPublishedAverage() throws IOException {
        return lines("goodbooks-10.csv").stream();
    }

    @Test
    void aTitleWithMillionsOfVotesHasItsPublishedFigures() throws IOException {
        var rows = lines("jikan-statistics.csv").stream()
                .map(line -> line.split(","))
                .toList();
        var votes = rows.stream().mapToLong(row -> Long.parseLong(row[1])).toArray();

        assertThat(Statistics.count(votes)).isEqualTo(1_891_815);
        assertThat(Statistics.mean(Statistics.sum(votes), Statistics.count(votes)))
                .hasToString("7.19");
        var percentages = Statistics.percentages(votes);
        assertThat(percentages.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .hasToString("100.0");
        for (int i = 0; i < rows.size(); i++) {
            // Theirs are rounded one by one, and need not sum to 100.
            assertThat(percentages.get(i)).isCloseTo(new BigDecimal(rows.get(i)[2]), within(new BigDecimal("0.1")));
        }
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = StatisticsTest.class.getResourceAsStream("/" + file)) {
            return new String(in.readAllBytes(), UTF_8).lines().skip(2).toList();
        }
    }
}
