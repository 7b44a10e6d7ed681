package dev.starfold.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.starfold.eventstore.watch.WarmUp;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** As at the start: asked on no event loop. */
@QuarkusTest
@OnRealServers
class WarmUpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    @Any
    Instance<WarmUp> all;

    @Test
    void whatIsAskedBeforePortsOpenIsAnswered() {
        assertThat(all).isNotEmpty();
        for (WarmUp one : all) {
            assertThatCode(() -> one.warmUp().await().atMost(PATIENCE)).doesNotThrowAnyException();
        }
    }
}
