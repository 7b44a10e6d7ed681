package dev.starfold.eventstore.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private final Clock clock = new Clock();
    private final Buckets buckets = new Buckets("reads", 6, 3, clock);

    @Test
    void whatIsTakenComesBackEvenlyWithinAMinute() {
        for (int i = 5; i >= 0; i--) {
            assertThat(buckets.take("ana").remaining()).isEqualTo(i);
        }
        var refused = buckets.take("ana");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.again()).isEqualTo(Duration.ofSeconds(10));
        assertThat(buckets.take("ben").allowed()).isTrue();
        clock.forward(Duration.ofSeconds(10));
        assertThat(buckets.take("ana").allowed()).isTrue();
        assertThat(buckets.take("ana").allowed()).isFalse();
        clock.forward(Duration.ofSeconds(60));
        assertThat(buckets.take("ana").remaining()).isEqualTo(5);
    }

    @Test
    void lookingTakesNothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(buckets.look("ana").remaining()).isEqualTo(6);
        }
        for (int i = 0; i < 6; i++) {
            buckets.take("ana");
        }
        assertThat(buckets.look("ana").allowed()).isFalse();
        assertThat(buckets.look("ana").again()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void noMoreAreRememberedThanMayBe() {
        for (int i = 0; i < 1_000; i++) {
            buckets.take("user " + i);
            assertThat(buckets.size()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void whoIsUsedStaysAndWhoWasSilentForAMinuteIsForgotten() {
        for (int i = 0; i < 6; i++) {
            buckets.take("ana");
            buckets.take("user " + i);
        }
        assertThat(buckets.take("ana").allowed()).isFalse();
        clock.forward(Duration.ofSeconds(60));
        buckets.take("ben");
        assertThat(buckets.size()).isEqualTo(1);
    }

    private static final class Clock implements TimeMeter {

        private long now = 1_000;

        private void forward(Duration time) {
            now += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
