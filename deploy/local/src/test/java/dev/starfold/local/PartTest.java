package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that is looked after. */
class PartTest {

    private static final Duration MOST = Duration.ofSeconds(60);

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private volatile Process process = sleeping();
    private volatile int failures;
    private final Part part = new Part("sleeper", () -> process.pid(), this::stop, this::restart, progress::add);

    @AfterEach
    void end() throws Exception {
        part.letGo();
        stop();
    }

    @Test
    void isStartedAgainEachTimeItDies() {
        part.watch();
        for (int i = 0; i < 2; i++) {
            long killed = part.pid();
            process.destroyForcibly();
            await().atMost(MOST).until(() -> part.pid() != killed && process.isAlive());
        }
        assertThat(progress).startsWith("down  sleeper has ended and is started again", "up    sleeper");
    }

    @Test
    void isTriedAgainWhenItCantBeStarted() {
        failures = 2;
        part.watch();
        process.destroyForcibly();
        await().atMost(MOST).until(() -> failures == 0 && process.isAlive());
        assertThat(progress).contains("down  sleeper can't be started again yet: no luck");
    }

    @Test
    void staysAwayForAsLongAsItIsKeptAway() throws Exception {
        part.watch();
        boolean alive = part.away(() -> process.waitFor(1, TimeUnit.SECONDS) && process.isAlive());
        assertThat(alive).isFalse();
        await().atMost(MOST).until(() -> process.isAlive());
    }

    @Test
    void mayEndOnceItIsLetGo() throws Exception {
        part.watch();
        part.letGo();
        stop();
        assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
        assertThat(progress).isEmpty();
    }

    private void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void restart() throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("no luck");
        }
        process = sleeping();
    }

    private static Process sleeping() {
        try {
            return new ProcessBuilder("sleep", "600").start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
