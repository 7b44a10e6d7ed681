package dev.starfold.reaction.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.projection.UnreadableRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is relied on of review-service's events. The golden files are what it published at the first version. */
class ReviewDecoderTest {

    private static final UUID REVIEW = UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6");
    private static final String SUBMITTED = golden("review-submitted");

    @Test
    void aPublishedReviewIsRead() {
        assertThat(decode(SUBMITTED)).isEqualTo(new ReviewState(REVIEW, "anime:53393", "ana", "public", 1));
    }

    @Test
    void anErasedReviewHasNoAuthor() {
        assertThat(decode(golden("review-erased")))
                .isEqualTo(new ReviewState(REVIEW, "anime:53393", null, "erased", 4));
    }

    @Test
    void thisReaderTakesNewerEventsWithFieldsItDoesNotKnow() {
        assertThat(decode(SUBMITTED.replace("\"status\"", "\"mood\":{\"of\":[\"day\"]},\"status\"")))
                .isEqualTo(decode(SUBMITTED));
    }

    @Test
    void thisReaderTakesOlderEventsWithoutTheFieldsItDoesNotNeed() {
        assertThat(decode("""
                {"reviewId": "%s", "subject": "anime:53393", "author": "ana", "status": "public", "version": 1}
                """.formatted(REVIEW))).isEqualTo(decode(SUBMITTED));
        assertThat(decode("""
                {"reviewId": "%s", "subject": "anime:53393", "status": "withdrawn", "version": 2}
                """.formatted(REVIEW)))
                .isEqualTo(new ReviewState(REVIEW, "anime:53393", null, "withdrawn", 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "anime:53393"                 | "Anime 53393"              | subject
            "anime:53393"                 | null                       | subject
            ffd4e2c0                      | nouuid                     | UUID
            "reviewId"                    | "review"                   | reviewId
            "public"                      | "archived"                 | status
            "public"                      | null                       | status
            "version":1                   | "version":0                | version
            "version":1                   | "version":99999999999      | version
            "version":1                   | "version":1.5              | version
            "version":1                   | "version":"1"              | version
            "version":1                   | "edition":1                | version
            "ana"                         | null                       | author
            "ana"                         | "a\\u0000a"                | author
            "ana"                         | "a\\ud800a"                | author
            "version":1}                  | "version":1                | JSON
            "version":1}                  | "version":1}}              | JSON
            """)
    void saysWhatIsWrong(String right, String wrong, String named) {
        assertThat(SUBMITTED).contains(right);
        assertThatThrownBy(() -> decode(SUBMITTED.replace(right, wrong)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(named);
    }

    @Test
    void noValueAndNoObjectAreUnreadable() {
        assertThatThrownBy(() -> ReviewDecoder.decode(null)).isInstanceOf(UnreadableRecord.class);
        for (String json : new String[] {"", "null", "[]", "7"}) {
            assertThatThrownBy(() -> decode(json)).isInstanceOf(UnreadableRecord.class);
        }
        assertThatThrownBy(() -> ReviewDecoder.decode(new byte[] {(byte) 0xff, 0, 1}))
                .isInstanceOf(UnreadableRecord.class);
    }

    private static ReviewState decode(String json) {
        return ReviewDecoder.decode(json.getBytes(UTF_8));
    }

    private static String golden(String type) {
        try (var in = ReviewDecoderTest.class.getResourceAsStream("/consumed/" + type + ".json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
