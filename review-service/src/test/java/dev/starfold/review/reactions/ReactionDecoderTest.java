package dev.starfold.review.reactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.projection.UnreadableRecord;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the events that reaction-service promises. */
class ReactionDecoderTest {

    private static final String TIME = "2026-04-03T09:30:00.123456Z";
    private static final String ADDED = """
            {"reactionId": "7fa92dec-01ae-5a03-a3ab-68ddd7c2da85", "reviewId": "ffd4e2c0-3a7c-527f-aee4-77b9211630b6",
             "subject": "anime:53393", "user": "ben", "kind": "nice", "active": true, "version": 1}
            """;

    @Test
    void anEventIsReadAsPromised() {
        assertThat(decode(ADDED, TIME))
                .isEqualTo(new ReactionState(
                        UUID.fromString("7fa92dec-01ae-5a03-a3ab-68ddd7c2da85"),
                        UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6"),
                        "ben",
                        "nice",
                        true,
                        1,
                        Instant.parse(TIME)));
        var erased = decode(ADDED.replace("\"ben\"", "null").replace("true", "false"), TIME);
        assertThat(erased.user()).isNull();
        assertThat(erased.active()).isFalse();
    }

    @Test
    void whatANewEventHasBesidesIsIgnored() {
        assertThat(decode(ADDED.replace("{", "{\"mood\": {\"version\": 7}, "), TIME))
                .isEqualTo(decode(ADDED, TIME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "nice"         | "angry"          | kind
            "nice"         | "Nice"           | kind
            "nice"         | null             | kind
            "nice"         | 1                | kind
            "active": true | "active": "true" | active
            "active": true | "active": null   | active
            "version": 1   | "version": 0     | version
            "version": 1   | "version": 1.5   | version
            "ben"          | "b\\u0000n"      | user
            "ben"          | "b\\ud800n"      | user
            7fa92dec       | nouuid           | reactionId
            "reviewId"     | "review"         | reviewId
            "version": 1}  | "version": 1     | JSON
            """)
    void saysWhatIsWrong(String right, String wrong, String named) {
        assertThat(ADDED).contains(right);
        assertThatThrownBy(() -> decode(ADDED.replace(right, wrong), TIME))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-04-03", "2026-04-03T09:30:00", "-0044-03-15T12:00:00Z"})
    void saysThatTheTimeIsWrong(String time) {
        assertThatThrownBy(() -> decode(ADDED, time))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("ce_time");
    }

    @Test
    void aTimeOfAnyOffsetIsKeptInMicroseconds() {
        assertThat(decode(ADDED, "2026-04-03T11:30:00.123456789+02:00").since()).isEqualTo(Instant.parse(TIME));
    }

    private static ReactionState decode(String json, String time) {
        var record = new ConsumerRecord<byte[], byte[]>("reaction-events", 0, 0, null, json.getBytes(UTF_8));
        record.headers().add("ce_time", time.getBytes(UTF_8));
        return ReactionDecoder.decode(record);
    }
}
