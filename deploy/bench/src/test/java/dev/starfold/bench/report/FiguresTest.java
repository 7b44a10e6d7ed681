package dev.starfold.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void medianIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Figures.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Figures.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.median(List.of()));
    }

    @Test
    void numbersHaveThreeDigitsAndNoIdleOnes() {
        assertThat(Figures.plain(12_345.6)).isEqualTo("12,346");
        assertThat(Figures.plain(123.46)).isEqualTo("123");
        assertThat(Figures.plain(100)).isEqualTo("100");
        assertThat(Figures.plain(12.30)).isEqualTo("12.3");
        assertThat(Figures.plain(2)).isEqualTo("2");
        assertThat(Figures.plain(0.333)).isEqualTo("0.33");
    }
}
