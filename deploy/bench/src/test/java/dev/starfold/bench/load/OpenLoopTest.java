package dev.starfold.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void callsAreDueAtAConstantRateWhateverBecomesOfOthers() throws Exception {
        ConcurrentSkipListMap<Integer, Long> due = new ConcurrentSkipListMap<>();
        CountDownLatch last = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        int calls = OpenLoop.run(1_000, () -> begun.getAndIncrement() < 50, (number, when) -> {
            due.put(number, when);
            if (number == 49) {
                last.countDown();
            }
            // All hang until the last has come.
            last.await();
        });
        assertThat(calls).isEqualTo(50);
        assertThat(due).hasSize(50);
        due.forEach((number, when) -> assertThat(when - due.get(0)).isEqualTo(number * 1_000_000L));
    }

    @Test
    void theFirstFailureEndsIt() {
        assertThatThrownBy(() -> OpenLoop.run(1_000, () -> true, (number, due) -> {
                    throw new IOException("no answer");
                }))
                .hasMessage("no answer");
    }
}
