package dev.starfold.rating.exclusions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starfold.eventstore.EventCodec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What consumers generate code from must be neither narrower nor wider than what is published. */
class EventSchemaTest {

    private final ObjectNode added = golden("rating-exclusion-added");
    private final ObjectNode ofAuthor = golden("rating-exclusion-added.author");

    @Test
    void itRequiresExactlyTheFieldsOfTheRecord() {
        var fields = Arrays.stream(PublicExclusion.class.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        assertThat(Contract.SCHEMA.get("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(fields);
        assertThat(Contract.SCHEMA.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields);
    }

    @Test
    void itsExamplesAreValid() {
        var examples = Contract.SCHEMA.get("examples");
        assertThat(Contract.faults("rating-exclusion-added", examples.get(0))).isEmpty();
        assertThat(Contract.faults("rating-exclusion-removed", examples.get(1))).isEmpty();
        assertThat(Contract.faults("rating-exclusion-removed", examples.get(2))).isEmpty();
    }

    @Test
    void readersOfTodayTakeFieldsOfTomorrow() {
        assertThat(Contract.faults("rating-exclusion-added", added.put("language", "en")))
                .isEmpty();
    }

    @Test
    void anAuthorMayStandBesideAWindow() {
        assertThat(Contract.faults("rating-exclusion-added", added.put("author", "troll-17")))
                .isEmpty();
    }

    @Test
    void itCoversAWindowOrAnAuthor() {
        assertThat(Contract.faults("rating-exclusion-added", ofAuthor.putNull("author")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from, null",
        "to, null",
        "from, '\"2026-04-03T00:00:00+02:00\"'",
        "to, '\"2026-04-03\"'",
        "author, '\"\"'",
        "reason, null",
        "reason, '\"\"'",
        "active, false",
        "active, null",
        "version, 0",
        "subject, '\"x\"'",
        "exclusionId, '\"x\"'"
    })
    void valuesOutOfBoundsAreRefused(String field, String value) {
        added.set(field, Contract.json(value));
        assertThat(Contract.faults("rating-exclusion-added", added)).isNotEmpty();
    }

    @Test
    void whatWasRemovedIsNotActive() {
        assertThat(Contract.faults("rating-exclusion-removed", added)).isNotEmpty();
    }

    private static ObjectNode golden(String name) {
        return (ObjectNode) Contract.read("/published/" + name + ".json", EventCodec.JSON);
    }
}
