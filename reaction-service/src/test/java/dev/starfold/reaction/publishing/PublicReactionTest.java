package dev.starfold.reaction.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.reaction.Erasing;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import dev.starfold.reaction.ReactionKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data of events is a promise: the golden files say what it was at its first version, and must stay. */
class PublicReactionTest {

    private static final UUID REVIEW = UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6");
    private static final UUID STREAM = Reaction.id(REVIEW, "ben");
    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");
    private static final ReactionEvent ADDED =
            new ReactionAdded(REVIEW, "anime:53393", "ben", ReactionKind.WELL_WRITTEN, AT);
    private static final ReactionEvent REMOVED = new ReactionRemoved(AT.plusSeconds(1));

    @Test
    void anAdditionIsWhatItWas() throws Exception {
        golden("reaction-added", ADDED);
    }

    @Test
    void aRemovalIsWhatItWas() throws Exception {
        golden("reaction-removed", ADDED, REMOVED);
    }

    @Test
    void aRepeatIsNobodysToReadNorGivesWhatFollowsAnotherForm() throws Exception {
        assertThat(PublicReaction.eventOrNothing(history(ADDED, ADDED))).isNull();
        assertThat(PublicReaction.eventOrNothing(history(Erasing.blanked(ADDED), ADDED)))
                .isNull();
        assertThat(data(ADDED, ADDED, REMOVED)).isEqualTo(data(ADDED, REMOVED).replace(":2}", ":3}"));
    }

    private static String data(ReactionEvent... events) throws Exception {
        return EventCodec.JSON.writeValueAsString(
                PublicReaction.eventOrNothing(history(events)).data());
    }

    @Test
    void theSchemaRequiresExactlyTheFieldsOfTheRecord() {
        var fields = Arrays.stream(PublicReaction.class.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        assertThat(Contract.SCHEMA.get("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(fields);
        assertThat(Contract.SCHEMA.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields);
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaKnowsEveryKind(ReactionKind kind) throws Exception {
        var event = PublicReaction.eventOrNothing(history(new ReactionAdded(REVIEW, "anime:1", "ben", kind, AT)));
        assertThat(Contract.faults("reaction-added", EventCodec.JSON.writeValueAsString(event.data())))
                .isEmpty();
    }

    @Test
    void anOldReaderTakesANewEventWithFieldsItDoesNotKnow() throws Exception {
        String extended = golden("reaction-added").replace("\"version\"", "\"mood\":{\"of\":[\"day\"]},\"version\"");
        assertThat(Contract.faults("reaction-added", extended)).isEmpty();
        PublicReaction read = EventCodec.JSON.readValue(extended, PublicReaction.class);
        assertThat(EventCodec.JSON.writeValueAsString(read)).isEqualTo(golden("reaction-added"));
    }

    @Test
    void theSchemasExamplesAreValid() {
        JsonNode examples = Contract.SCHEMA.get("examples");
        assertThat(Contract.faults("reaction-added", examples.get(0))).isEmpty();
        assertThat(Contract.faults("reaction-removed", examples.get(1))).isEmpty();
    }

    @Test
    void anErasureIsARemovalByNobodyAndWhatIsSentAgainOfBeforeNamesNobodyEither() throws Exception {
        ReactionEvent blanked = Erasing.blanked(ADDED);
        golden("reaction-removed.erased", blanked, REMOVED, new ReactionRemoved(AT.plusSeconds(9)));
        for (var history : List.of(history(blanked), history(blanked, REMOVED))) {
            var event = PublicReaction.eventOrNothing(history);
            assertThat(Contract.faults(event.type(), EventCodec.JSON.writeValueAsString(event.data())))
                    .isEmpty();
            assertThat(((PublicReaction) event.data()).user()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kind':'well-written'|'kind':'meh'",
                "'active':true,|",
                "'active':true|'active':'true'",
                "'active':true|'active':false",
                "'version':1|'version':0",
                "'version':1|'version':1.5",
                "'subject':'anime:53393'|'subject':'Anime 53393'",
                "'reviewId':'ffd4|'reviewId':'x",
                "'user':'ben'|'user':''"
            })
    void theSchemaRefusesWhatIsNotPromised(String change) throws Exception {
        String[] parts = change.replace('\'', '"').split("\\|", -1);
        String golden = golden("reaction-added");
        assertThat(golden).contains(parts[0]);
        assertThat(Contract.faults("reaction-added", golden.replace(parts[0], parts[1])))
                .isNotEmpty();
    }

    private static void golden(String type, ReactionEvent... events) throws Exception {
        var event = PublicReaction.eventOrNothing(history(events));
        assertThat(event.type()).isEqualTo(type.replaceFirst("\\..*", ""));
        assertThat(event.time()).isEqualTo(events[events.length - 1].at());
        assertThat(event.key()).isEqualTo("anime:53393");
        assertThat(event.subject()).isEqualTo(STREAM.toString());
        assertThat(EventCodec.JSON.writeValueAsString(event.data())).isEqualTo(golden(type));
        assertThat(Contract.faults(event.type(), golden(type))).isEmpty();
    }

    static String golden(String type) throws IOException {
        try (InputStream in = PublicReactionTest.class.getResourceAsStream("/published/" + type + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static List<Recorded<ReactionEvent>> history(ReactionEvent... events) {
        return java.util.stream.IntStream.range(0, events.length)
                .mapToObj(i -> new Recorded<>(STREAM, i + 1, events[i], Metadata.of("ben", null)))
                .toList();
    }
}
