package dev.starfold.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 0.206549", "48, 49, 0.893065", "90, 100, 0.825634", "0, 0, 0", "0, 100, 0"})
    void theBoundIsAsPublished(long positive, long all, double bound) {
        assertThat(Wilson.lowerBound(positive, all)).isCloseTo(bound, within(5e-7));
    }

    @Test
    void itLiesBetweenZeroAndTheShareAndRisesWithEveryPositiveOne() {
        for (int all = 1; all <= 200; all++) {
            double before = -1;
            for (int positive = 0; positive <= all; positive++) {
                double bound = Wilson.lowerBound(positive, all);
                assertThat(bound).isBetween(0.0, (double) positive / all).isGreaterThan(before);
                before = bound;
            }
        }
    }

    @Test
    void moreThanAllIsAFault() {
        assertThatThrownBy(() -> Wilson.lowerBound(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.lowerBound(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
