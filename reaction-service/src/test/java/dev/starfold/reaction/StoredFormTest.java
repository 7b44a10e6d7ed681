package dev.starfold.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The log is read for ever: what was written once must be read so, whatever becomes of the records. */
class StoredFormTest {

    private static final UUID REVIEW = UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6");
    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");
    private static final ReactionEvent ADDED =
            new ReactionAdded(REVIEW, "anime:1", "ben", ReactionKind.WELL_WRITTEN, AT);

    @Test
    void anAddition() throws Exception {
        both(ADDED, """
                {"review":"ffd4e2c0-3a7c-527f-aee4-77b9211630b6","subject":"anime:1","user":"ben",\
                "kind":"WELL_WRITTEN","at":"2026-04-03T09:30:00.123456Z"}""");
    }

    @Test
    void aRemoval() throws Exception {
        both(new ReactionRemoved(AT), "{\"at\":\"2026-04-03T09:30:00.123456Z\"}");
    }

    @Test
    void anAdditionWhoseUserWasErased() throws Exception {
        String json = """
                {"review":"ffd4e2c0-3a7c-527f-aee4-77b9211630b6","subject":"anime:1",\
                "kind":"WELL_WRITTEN","at":"2026-04-03T09:30:00.123456Z"}""";
        both(Erasing.blanked(ADDED), json);
        // A replica of the release before, which knew no erasure, may still run.
        assertThat(EventCodec.JSON.readValue(json, AdditionOfBefore.class))
                .isEqualTo(new AdditionOfBefore(REVIEW, "anime:1", null, ReactionKind.WELL_WRITTEN, AT));
    }

    private record AdditionOfBefore(UUID review, String subject, String user, ReactionKind kind, Instant at) {}

    @Test
    void theTypesAreTheRecordsNames() {
        var codec = new EventCodec<>(ReactionEvent.class);
        assertThat(codec.type(ADDED)).isEqualTo("reaction-added");
        assertThat(codec.type(new ReactionRemoved(AT))).isEqualTo("reaction-removed");
    }

    @Test
    void theNamesOfKindsNeverChange() {
        assertThat(ReactionKind.values())
                .extracting(Enum::name)
                .containsExactly("NICE", "LOVE_IT", "FUNNY", "CONFUSING", "INFORMATIVE", "WELL_WRITTEN", "CREATIVE");
        assertThat(ReactionKind.BY_SLUG.keySet())
                .containsExactly("nice", "love-it", "funny", "confusing", "informative", "well-written", "creative");
    }

    @Test
    void theIdsOfReactionsNeverChangeAndNeverMeet() {
        assertThat(Reaction.id(REVIEW, "ben")).hasToString("7fa92dec-01ae-5a03-a3ab-68ddd7c2da85");
        assertThat(Reaction.id(REVIEW, "ana")).isNotEqualTo(Reaction.id(REVIEW, "ben"));
        assertThat(Reaction.id(UUID.randomUUID(), "ben")).isNotEqualTo(Reaction.id(REVIEW, "ben"));
    }

    private static void both(ReactionEvent event, String json) throws Exception {
        assertThat(EventCodec.JSON.writeValueAsString(event)).isEqualTo(json);
        assertThat(EventCodec.JSON.readValue(json, event.getClass())).isEqualTo(event);
    }
}
