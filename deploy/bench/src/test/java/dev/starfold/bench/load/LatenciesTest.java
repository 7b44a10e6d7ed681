package dev.starfold.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreOfTheNearestRank() {
        Latencies latencies = new Latencies();
        IntStream.rangeClosed(1, 10_000).map(i -> 10_001 - i).forEach(i -> latencies.add(i * 1_000_000L));
        assertThat(latencies.count()).isEqualTo(10_000);
        assertThat(latencies.percentile(50)).isEqualTo(5_000);
        assertThat(latencies.percentile(99)).isEqualTo(9_900);
        assertThat(latencies.percentile(100)).isEqualTo(10_000);
    }

    @Test
    void oneIsEveryPercentileAndNoneIsNone() {
        Latencies latencies = new Latencies();
        assertThatIllegalStateException().isThrownBy(() -> latencies.percentile(50));
        latencies.add(2_500_000);
        assertThat(latencies.percentile(1)).isEqualTo(2.5);
        assertThat(latencies.percentile(99)).isEqualTo(2.5);
    }
}
