package dev.starfold.rating.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnomaliesTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    /** Forty days of 2, 3 or 4 reviews that give 7 or 8. */
    private final List<Day> days = new ArrayList<>(IntStream.range(0, 40)
            .mapToObj(i -> day(i, 2 + i % 3, (2 + i % 3) * 7 + i % 3))
            .toList());

    @Test
    void aSteadyPastHasNoAnomaly() {
        assertThat(anomalies()).isEmpty();
        assertThat(Anomalies.of(List.of(), FIRST)).isEmpty();
        assertThat(Anomalies.of(List.of(day(0, 500, 500)), FIRST)).isEmpty();
    }

    @Test
    void aReviewBombBreaksInVolumeAndMeanAndHasItsFigures() {
        days.add(day(40, 30, 30));
        var bomb = anomalies().getFirst();
        assertThat(bomb.day()).isEqualTo(FIRST.plusDays(40));
        assertThat(bomb.reasons()).containsExactly("volume-high", "mean-low");
        assertThat(bomb.count()).isEqualTo(30);
        assertThat(bomb.mean()).isEqualByComparingTo("1.00");
        assertThat(bomb.expectedCount()).isEqualByComparingTo("3.0");
        // 119 reviews, Σ = 872; (30 − 3) ÷ √3 = 15.588; (1 − 7.3277) ÷ (1 ÷ √30) = −34.658
        assertThat(bomb.expectedMean()).isEqualByComparingTo("7.33");
        assertThat(bomb.volumeScore()).isEqualByComparingTo("15.59");
        assertThat(bomb.meanScore()).isEqualByComparingTo("-34.66");
    }

    @Test
    void theDayAfterIsJudgedByTheTimeBeforeTheBomb() {
        days.add(day(40, 30, 30));
        days.add(day(41, 30, 30));
        assertThat(anomalies()).hasSize(2).allSatisfy(it -> assertThat(it.reasons())
                .contains("volume-high"));
    }

    @Test
    void praiseThatComesAtOnceBreaksUpwards() {
        days.add(day(40, 4, 40));
        assertThat(anomalies()).isEmpty();
        days.add(day(41, 25, 250));
        assertThat(anomalies()).extracting(Anomaly::reasons).containsExactly(List.of("volume-high", "mean-high"));
    }

    @Test
    void aDayTooQuietBreaksUnlessItIsNotOver() {
        var busy = new ArrayList<>(
                IntStream.range(0, 30).mapToObj(i -> day(i, 100, 700)).toList());
        busy.add(day(30, 5, 35));
        assertThat(Anomalies.of(busy, FIRST.plusDays(31)))
                .extracting(Anomaly::reasons)
                .containsExactly(List.of("volume-low"));
        assertThat(Anomalies.of(busy, FIRST.plusDays(30))).isEmpty();
    }

    @Test
    void aPastOfLessThanAWeekSaysNothingAndAFewReviewsAreNoBomb() {
        var young = List.of(day(0, 1, 7), day(6, 300, 300));
        assertThat(Anomalies.of(young, FIRST.plusDays(9))).isEmpty();
        var quiet = List.of(day(0, 1, 7), day(60, 4, 4));
        assertThat(Anomalies.of(quiet, FIRST.plusDays(90))).isEmpty();
    }

    @Test
    void daysWithoutReviewsBelongToThePast() {
        var quiet = List.of(day(0, 9, 63), day(60, 6, 42));
        assertThat(Anomalies.of(quiet, FIRST.plusDays(90)).getFirst().expectedCount())
                .isEqualByComparingTo("0.0");
    }

    @Test
    void meansThatDifferAnywayAreJudgedByThat() {
        var wild = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> day(i, 10, i % 2 == 0 ? 20 : 90))
                .toList());
        wild.add(day(40, 10, 20));
        assertThat(Anomalies.of(wild, FIRST.plusDays(50))).isEmpty();
    }

    private List<Anomaly> anomalies() {
        return Anomalies.of(days, FIRST.plusDays(100));
    }

    private static Day day(int n, long count, long sum) {
        return new Day(FIRST.plusDays(n), count, sum);
    }
}
