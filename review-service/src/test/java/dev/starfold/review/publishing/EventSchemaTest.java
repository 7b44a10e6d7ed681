package dev.starfold.review.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starfold.eventstore.EventCodec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What consumers generate code from must be neither narrower nor wider than what is published. */
class EventSchemaTest {

    private final ObjectNode submitted =
            (ObjectNode) Contract.read("/published/review-submitted.json", EventCodec.JSON);

    @Test
    void itRequiresExactlyTheFieldsOfTheRecord() {
        List<String> fields = Arrays.stream(PublicReview.class.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        assertThat(Contract.SCHEMA.get("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(fields);
        assertThat(Contract.SCHEMA.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields);
    }

    @Test
    void itsExamplesAreValidAndCoverWhatIsNotYetPublished() {
        JsonNode examples = Contract.SCHEMA.get("examples");
        assertThat(Contract.faults("review-submitted", examples.get(0))).isEmpty();
        assertThat(Contract.faults("review-hidden", examples.get(1))).isEmpty();
        assertThat(Contract.faults("review-erased", examples.get(2))).isEmpty();
        ObjectNode restored = examples.get(1).deepCopy();
        assertThat(Contract.faults("review-restored", restored.put("status", "public")))
                .isEmpty();
    }

    @Test
    void readersOfTodayTakeFieldsOfTomorrow() {
        submitted.put("edition", "2").set("progress", EventCodec.JSON.valueToTree(new Volumes(1, 2, 3)));
        assertThat(Contract.faults("review-submitted", submitted)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reviewId",
                "subject",
                "author",
                "score",
                "hasBody",
                "spoiler",
                "preliminary",
                "status",
                "version"
            })
    void onlyAnErasedReviewLacksItsContent(String field) {
        submitted.putNull(field);
        assertThat(Contract.faults("review-submitted", submitted)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"author", "score", "recommendation", "spoiler", "preliminary", "hasBody", "progress", "language"
            })
    void ofAnErasedReviewNothingRemains(String field) {
        ObjectNode erased = Contract.SCHEMA.at("/examples/2").deepCopy();
        erased.set(field, submitted.get(field));
        assertThat(Contract.faults("review-erased", erased)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "review-submitted, withdrawn",
        "review-revised, withdrawn",
        "review-withdrawn, public",
        "review-hidden, public",
        "review-restored, hidden",
        "review-submitted, deleted"
    })
    void theStatusFitsTheType(String type, String status) {
        assertThat(Contract.faults(type, submitted.put("status", status))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"score, 11", "score, 0", "score, 7.5", "version, 0", "subject, '\"x\"'", "reviewId, '\"x\"'"})
    void valuesOutOfBoundsAreRefused(String field, String value) {
        submitted.set(field, Contract.json(value));
        assertThat(Contract.faults("review-submitted", submitted)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-04-03T09:30:00+02:00", "2026-04-03", "today"})
    void timesAreInUtc(String time) {
        assertThat(Contract.faults("review-submitted", submitted.put("submittedAt", time)))
                .isNotEmpty();
    }

    private record Volumes(int consumed, int total, int volumes) {}
}
