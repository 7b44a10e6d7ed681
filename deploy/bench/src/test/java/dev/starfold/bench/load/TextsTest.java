package dev.starfold.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void textsAreAsLongAsReviewsAndOfManyWords() throws Exception {
        List<String> texts = Texts.some(100);
        HashSet<String> words = new HashSet<>();
        for (String text : texts) {
            String read = new ObjectMapper().readTree('"' + text + '"').asText();
            assertThat(read.length()).isBetween(1_300, 2_200);
            words.addAll(Arrays.asList(read.split("\\W+")));
        }
        assertThat(words).hasSizeGreaterThan(1_500);
        assertThat(Texts.some(100)).isEqualTo(texts);
    }
}
