package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starfold.eventstore.projection.UnreadableRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read of the events that others promise, as golden files. Whoever changes a field's name, form or need for it here
 * breaks with what was already published: topics are kept for ever.
 */
class ConsumedEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID REVIEW = UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6");
    private static final UUID REACTION = UUID.fromString("7fa92dec-01ae-5a03-a3ab-68ddd7c2da85");
    private static final Instant SUBMITTED = Instant.parse("2026-04-03T09:30:00.123456Z");

    @Test
    void reviewsAreReadAsPromised() throws IOException {
        assertThat(read("review-submitted")).isEqualTo(review("ana", 3, "not-recommended", true, "pt-BR", "public", 1));
        assertThat(read("review-revised")).isEqualTo(review("ana", 6, "mixed-feelings", false, null, "public", 2));
        assertThat(read("review-hidden")).isEqualTo(review("ana", 3, "not-recommended", true, "pt-BR", "hidden", 3));
        assertThat(read("review-restored")).isEqualTo(review("ana", 3, "not-recommended", true, "pt-BR", "public", 4));
        assertThat(read("review-withdrawn"))
                .isEqualTo(review("ana", 3, "not-recommended", true, "pt-BR", "withdrawn", 5));
        assertThat(read("review-erased")).isEqualTo(review(null, null, null, null, null, "erased", 6));
    }

    @Test
    void reactionsAreReadAsPromised() throws IOException {
        assertThat(read("reaction-added")).isEqualTo(reaction(true, 1));
        assertThat(read("reaction-removed")).isEqualTo(reaction(false, 2));
        assertThat(read("reaction-erased")).isEqualTo(reaction(false, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "review-submitted",
                "review-revised",
                "review-hidden",
                "review-restored",
                "review-withdrawn",
                "review-erased",
                "reaction-added",
                "reaction-removed",
                "reaction-erased"
            })
    void thisReaderReadsANewEventsKnownPart(String event) throws IOException {
        var newer = golden(event).put("mood", "new").put("weight", 1.5).putNull("successor");
        newer.putObject("device").put("version", 7).put("subject", "of another kind");
        newer.putArray("tags").add("a").add(1);
        assertThat(decoded(event, newer)).isEqualTo(read(event));
    }

    @ParameterizedTest
    @CsvSource({
        "review-submitted, recommendation reviewId score status subject version",
        "review-restored, recommendation reviewId score status subject version",
        "review-hidden, reviewId status subject version",
        "review-withdrawn, reviewId status subject version",
        "review-erased, reviewId status subject version",
        "reaction-added, active kind reactionId reviewId subject version",
        "reaction-removed, active reactionId reviewId subject version",
        "reaction-erased, active reactionId reviewId subject version"
    })
    void thisReaderReadsAnOldEventThatHasNoMoreThanIsNeeded(String event, String needed) throws IOException {
        var needs = List.of(needed.split(" "));
        assertThat(decoded(event, golden(event).retain(needs)).id())
                .isEqualTo(read(event).id());

        for (var field : needs) {
            var without = golden(event);
            without.remove(field);
            assertThatThrownBy(() -> decoded(event, without))
                    .isInstanceOf(UnreadableRecord.class)
                    .hasMessageContaining(field);
        }
    }

    private static ReviewState review(
            String author,
            Integer score,
            String recommendation,
            Boolean preliminary,
            String language,
            String status,
            int version) {
        return new ReviewState(
                REVIEW,
                "anime:53393",
                author,
                score,
                recommendation,
                preliminary,
                language,
                SUBMITTED,
                status,
                version);
    }

    private static ReactionState reaction(boolean active, int version) {
        return new ReactionState(REACTION, REVIEW, "anime:53393", "well-written", active, version);
    }

    private static Versioned read(String event) throws IOException {
        return decoded(event, golden(event));
    }

    private static Versioned decoded(String event, ObjectNode json) throws IOException {
        var value = JSON.writeValueAsBytes(json);
        return event.startsWith("review") ? ReviewDecoder.decode(value) : ReactionDecoder.decode(value);
    }

    private static ObjectNode golden(String event) throws IOException {
        try (var file = ConsumedEventsTest.class.getResourceAsStream("/consumed/" + event + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        }
    }
}
