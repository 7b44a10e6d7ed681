package dev.starfold.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.local.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Path BENCH = Path.of("/starfold/deploy/bench");

    @Test
    void theFullScaleUnlessAskedForLess() {
        assertThat(Arguments.parse(BENCH, List.of()).scale()).isEqualTo(Scale.FULL);
        assertThat(Arguments.parse(BENCH, List.of("--rounds", "5", "--short")).scale())
                .isEqualTo(Scale.SHORT.withRounds(5));
    }

    @Test
    void namesNumbersAndFolders() {
        Arguments arguments = Arguments.parse(
                BENCH,
                List.of(
                        "--only",
                        "post",
                        "--only",
                        "read",
                        "--replicas",
                        "2",
                        "--backlog",
                        "5000",
                        "--out",
                        "/tmp/out"));
        assertThat(arguments.only()).containsExactly("post", "read");
        assertThat(arguments.replicas()).hasSize(3).containsEntry(Service.RATING, 2);
        assertThat(arguments.scale().backlog()).isEqualTo(5_000);
        assertThat(arguments.out()).isEqualTo(Path.of("/tmp/out"));
        assertThat(arguments.data()).isEqualTo(BENCH.resolve("target/data"));
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Arguments.parse(BENCH, List.of("--rounds", "none")))
                .hasMessageContaining("'none'");
        assertThatThrownBy(() -> Arguments.parse(BENCH, List.of("--fast"))).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Arguments.parse(BENCH, List.of("--out"))).hasMessageContaining("--out");
    }
}
