package dev.starfold.rating.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.rating.Reactions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ReactionDecoderTest {

    static final List<String> CATALOGUE = Reactions.CATALOGUE;

    private static final String ADDED = """
            {"reactionId": "7fa92dec-01ae-5a03-a3ab-68ddd7c2da85", "reviewId": "ffd4e2c0-3a7c-527f-aee4-77b9211630b6",
             "subject": "anime:53393", "user": "ben", "kind": "nice", "active": true, "version": 1}
            """;

    @ParameterizedTest
    @FieldSource("CATALOGUE")
    void everyKindOfTheCatalogueIsRead(String kind) {
        assertThat(decode(ADDED.replace("nice", kind)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "nice"                  | "angry"              | kind
            "nice"                  | "Nice"               | kind
            "nice"                  | null                 | kind
            "nice"                  | 1                    | kind
            "active": true          | "active": "true"     | active
            "active": true          | "active": null       | active
            "active": true          | "active": 1          | active
            "version": 1            | "version": 0         | version
            "version": 1            | "version": 1.5       | version
            "anime:53393"           | "anime"              | subject
            7fa92dec                | nouuid               | reactionId
            ffd4e2c0                | nouuid               | reviewId
            "version": 1}           | "version": 1         | JSON
            """, quoteCharacter = '`')
    void saysWhatIsWrong(String right, String wrong, String named) {
        assertThat(ADDED).contains(right);
        assertThatThrownBy(() -> decode(ADDED.replace(right, wrong)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(named);
    }

    @Test
    void anUnknownKindIsUnreadableAlsoWhereItIsTakenBack() {
        assertThatThrownBy(() -> decode(ADDED.replace("nice", "angry").replace("true", "false")))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("kind");
    }

    @Test
    void noValueIsUnreadable() {
        assertThatThrownBy(() -> ReactionDecoder.decode(null)).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> decode("null")).hasMessageContaining("reaction");
    }

    private static ReactionState decode(String json) {
        return ReactionDecoder.decode(json.getBytes(UTF_8));
    }
}
