package dev.starfold.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.Text;
import dev.starfold.review.search.Document;
import org.junit.jupiter.api.Test;

class WrittenTextTest {

    @Test
    void theWordsOfHeadlineAndBodyAreNoNeighbours() {
        WrittenText written = WrittenText.of(new Text("A new hope", "dies at the end"));
        assertThat(written.document()).isEqualTo(" a new hope  dies at the end ");
        assertThat(written.keys())
                .containsExactlyElementsOf(
                        Document.keys(" a new hope dies at the end ").boxed().toList());
        assertThat(WrittenText.of(new Text("猫が", "が好")).document()).isEqualTo(" 猫が 猫 が  が好 が 好 ");
    }

    @Test
    void whatIsMissingOrHasNoWordsAddsNothing() {
        assertThat(WrittenText.of(new Text("hope", null)).document()).isEqualTo(" hope ");
        assertThat(WrittenText.of(new Text("…", "hope")).document()).isEqualTo(" hope ");
        assertThat(WrittenText.of(new Text("…", "!")).document()).isEmpty();
        assertThat(WrittenText.NONE.document()).isEmpty();
    }
}
