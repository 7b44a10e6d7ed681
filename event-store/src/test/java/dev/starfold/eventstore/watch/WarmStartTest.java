package dev.starfold.eventstore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmStartTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicInteger asked = new AtomicInteger();

    private Uni<?> ask() {
        asked.incrementAndGet();
        return Uni.createFrom().voidItem();
    }

    private Uni<?> fail() {
        asked.incrementAndGet();
        return Uni.createFrom().failure(new IllegalStateException("away"));
    }

    private static void warm(List<WarmUp> all, Duration atMost) {
        WarmStart.warm(all, atMost).toCompletableFuture().join();
    }

    @Test
    void eachIsAskedOnce() {
        warm(List.of(this::ask, this::ask), LONG);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsLateTheFirstTimeIsAskedAgain() {
        warm(List.of(() -> asked.get() == 0 ? fail() : ask()), LONG);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatKeepsFailingHoldsNothingElseUp() {
        warm(List.of(this::fail, this::ask), LONG);
        assertThat(asked).as("three attempts, then the other").hasValue(4);
    }

    @Test
    void whatNeverAnswersIsLeftAndHoldsNothingElseUp() {
        warm(List.of(() -> Uni.createFrom().nothing(), this::ask), Duration.ofMillis(50));
        assertThat(asked).hasValue(1);
    }

    @Test
    void theyAreAskedWhileOthersWait() {
        var other = new CompletableFuture<Void>();
        warm(
                List.of(() -> Uni.createFrom().completionStage(other), () -> {
                    other.complete(null);
                    return ask();
                }),
                LONG);
        assertThat(asked).hasValue(1);
    }
}
