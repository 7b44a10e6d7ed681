package dev.starfold.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import org.junit.jupiter.api.Test;

class CpuTest {

    /** 20 children side by side, of a tenth of a second or more each: what one has used is more than passes between two looks. */
    private static final String CHILDREN = """
            for i in {1..20}; do (for ((j = 0; j < 80000; j++)); do :; done) & done
            wait
            echo all have ended
            read
            """;

    @Test
    void ofTheChildrenThatEndWhileItLooksNoneIsLost() throws Exception {
        Process parent = new ProcessBuilder("bash", "-c", CHILDREN).start();
        try (BufferedReader out = parent.inputReader()) {
            long last = 0;
            while (!out.ready()) {
                long now = Cpu.ofTree(parent.pid());
                assertThat(now).isGreaterThanOrEqualTo(last);
                last = now;
            }
            assertThat(last).isPositive();
        } finally {
            parent.destroy();
        }
    }
}
