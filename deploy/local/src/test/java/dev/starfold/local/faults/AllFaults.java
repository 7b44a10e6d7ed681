package dev.starfold.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The whole suite, as the profile {@code faults} runs it: {@code -Dfaults.minutes=30} goes on with random combinations,
 * {@code -Dfaults.seed=1} chooses them as before.
 */
class AllFaults {

    @Test
    void nothingIsLostDoubledOrDriftsWhateverIsDone() throws Exception {
        Path home = Path.of("").toAbsolutePath().getParent().getParent();
        int minutes = Integer.getInteger("faults.minutes", 0);
        long seed = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
        Path table = Path.of("target/faults.md").toAbsolutePath();
        assertThat(FaultSuite.run(home, minutes, seed, "", 2, table))
                .as("see the log above and the table in " + table)
                .isTrue();
    }
}
