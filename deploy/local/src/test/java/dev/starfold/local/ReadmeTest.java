package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theConsumerInTheReadmeIsTheOneThatTheBuildCompiles() throws Exception {
        String source = Files.readString(Path.of("src/test/java/dev/starfold/local/MeanScores.java"));
        String shown = source.substring(source.indexOf("import "));
        assertThat(Files.readString(Path.of("../../README.md"))).contains(shown);
    }
}
