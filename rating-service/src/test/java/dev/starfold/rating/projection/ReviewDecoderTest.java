package dev.starfold.rating.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.projection.UnreadableRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewDecoderTest {

    private static final String SUBMITTED = """
            {"reviewId": "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11", "subject": "anime:53393", "author": "ana", "score": 3,
             "recommendation": "not-recommended", "spoiler": false, "preliminary": false,
             "progress": {"consumed": 13, "total": 13}, "language": "en", "hasBody": true, "status": "public",
             "submittedAt": "2024-04-03T18:00:00Z", "version": 1}
            """;

    @Test
    void readsWhatItNeedsAndIgnoresWhatItDoesNotKnow() {
        var state = decode(SUBMITTED.replace("\"hasBody\"", "\"mood\": [\"new\"], \"hasBody\""));
        assertThat(state.subject()).isEqualTo("anime:53393");
        assertThat(state.score()).isEqualTo(3);
        assertThat(state.submittedAt()).isEqualTo("2024-04-03T18:00:00Z");
    }

    @Test
    void takesTheEarliestTimeThatReviewServiceTakes() {
        String earliest = "0001-01-01T00:00:00Z";
        assertThat(decode(SUBMITTED.replace("2024-04-03T18:00:00Z", earliest)).submittedAt())
                .isEqualTo(earliest);
    }

    @Test
    void anErasedReviewHasNeitherAuthorNorContent() {
        var state = decode("""
                {"reviewId": "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11", "subject": "anime:53393", "author": null,
                 "score": null, "recommendation": null, "status": "erased", "version": 4}
                """);
        assertThat(state.author()).isNull();
        assertThat(state.version()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "score": 3,                   | "score": 0,                | score
            "score": 3,                   | "score": 11,               | score
            "score": 3,                   | "score": 7.5,              | score
            "score": 3,                   | "score": "7",              | score
            "score": 3,                   | "score": null,             | score
            "not-recommended"             | "meh"                      | recommendation
            "not-recommended"             | null                       | recommendation
            "anime:53393"                 | "Anime 53393"              | subject
            "anime:53393"                 | null                       | subject
            8a6f7e0c                      | nouuid                     | UUID
            "public"                      | "archived"                 | status
            "public"                      | null                       | status
            "version": 1                  | "version": 0               | version
            "version": 1                  | "version": 99999999999     | version
            "version": 1                  | "edition": 1               | version
            "ana"                         | "a\\u0000a"                | author
            "ana"                         | "a\\ud800a"                | author
            2024-04-03T18:00:00Z          | yesterday                  | submittedAt
            2024-04-03T18:00:00Z          | +123456-04-03T18:00:00Z    | submittedAt
            2024-04-03T18:00:00Z          | 0000-12-31T23:59:59Z       | submittedAt
            "version": 1}                 | "version": 1               | JSON
            "version": 1}                 | "version": 1}}             | JSON
            """, quoteCharacter = '`')
    void saysWhatIsWrong(String right, String wrong, String named) {
        assertThat(SUBMITTED).contains(right);
        assertThatThrownBy(() -> decode(SUBMITTED.replace(right, wrong)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(named);
    }

    @Test
    void noValueAndNoObjectAreUnreadable() {
        assertThatThrownBy(() -> ReviewDecoder.decode(null)).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> decode("")).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> decode("null")).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> decode("[]")).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> ReviewDecoder.decode(new byte[] {(byte) 0xff, 0, 1}))
                .isInstanceOf(UnreadableRecord.class);
    }

    private static ReviewState decode(String json) {
        return ReviewDecoder.decode(json.getBytes(UTF_8));
    }
}
