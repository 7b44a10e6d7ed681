package dev.starfold.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportOptionsTest {

    private static ImportOptions parse(String... arguments) {
        return ImportOptions.parse(List.of(arguments));
    }

    @Test
    void aFileIsEnough() {
        assertThat(parse("reviews.json").url()).hasToString("http://localhost:8080");
        assertThat(parse("-").file()).isEqualTo("-");
        assertThat(parse("a", "--format", "jikan", "--subject", "anime:1", "--url", "https://x/", "--token", "t"))
                .hasToString("ImportOptions[file=a, format=jikan, subject=anime:1, url=https://x, token=t]");
    }

    @Test
    void whatIsWrongIsNamedInOneLine() {
        assertWrong("--frmat", "--frmat");
        assertWrong("'b'", "a", "b");
        assertWrong("--url needs a value", "a", "--url");
        assertWrong("'xml'", "a", "--format", "xml");
        assertWrong("'Anime 1'", "a", "--subject", "Anime 1");
        assertWrong("'localhost'", "a", "--url", "localhost");
        assertWrong("FILE is missing");
    }

    private static void assertWrong(String named, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining(named)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theFormatIsGuessedFromTheContent() {
        assertThat(guess("{\"subject\":\"anime:1\",\"source\":{\"mal_id\":1}}")).isEqualTo(Format.STARFOLD);
        assertThat(guess("no JSON\n{\"score\":1,\"author\":\"ana\"}")).isEqualTo(Format.STARFOLD);
        assertThat(guess("\n")).isEqualTo(Format.STARFOLD);
        assertThat(guess("{\"pagination\":{},\"data\":[]}")).isEqualTo(Format.JIKAN);
        assertThat(guess("{\n \"mal_id\": 1")).isEqualTo(Format.JIKAN);
        assertThat(guess("[]")).isEqualTo(Format.JIKAN);
        assertThatThrownBy(() -> guess("a,b\n1,2")).hasMessageContaining("--format");
    }

    private static Format guess(String text) {
        return Format.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
