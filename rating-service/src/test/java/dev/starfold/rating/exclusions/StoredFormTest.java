package dev.starfold.rating.exclusions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The log is read for ever: what was written once must be read so, whatever becomes of the records. */
class StoredFormTest {

    private static final UUID ID = UUID.fromString("0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11");
    private static final Instant AT = Instant.parse("2026-04-05T09:30:00.123456Z");

    @Test
    void anAddition() throws Exception {
        both(new ExclusionAdded(ID, "anime:1", new Scope(AT, AT.plusSeconds(1), null), "Why", "mona", AT), """
                {"exclusion":"0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11","subject":"anime:1",\
                "scope":{"from":"2026-04-05T09:30:00.123456Z","to":"2026-04-05T09:30:01.123456Z"},\
                "reason":"Why","by":"mona","at":"2026-04-05T09:30:00.123456Z"}""");
        both(new ExclusionAdded(ID, "anime:1", new Scope(null, null, "troll-17"), "Why", "mona", AT), """
                {"exclusion":"0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11","subject":"anime:1",\
                "scope":{"author":"troll-17"},"reason":"Why","by":"mona","at":"2026-04-05T09:30:00.123456Z"}""");
    }

    @Test
    void aRemoval() throws Exception {
        both(new ExclusionRemoved("max", AT), """
                {"by":"max","at":"2026-04-05T09:30:00.123456Z"}""");
    }

    @Test
    void whoWasErasedIsInNone() throws Exception {
        var added = new ExclusionAdded(ID, "anime:1", new Scope(null, null, "troll-17"), "Why", "mona", AT);
        String json = """
                {"exclusion":"0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11","subject":"anime:1",\
                "scope":{"author":""},"reason":"erased","at":"2026-04-05T09:30:00.123456Z"}""";
        both(Erasing.blanked(Erasing.blanked(added, "troll-17"), "mona"), json);
        both(new ExclusionRemoved(null, AT), """
                {"at":"2026-04-05T09:30:00.123456Z"}""");
        // A replica of the release before, which knew no erasure, may still run: to it, the author is one who wrote
        // nothing.
        assertThat(EventCodec.JSON.readValue(json, AdditionOfBefore.class))
                .isEqualTo(new AdditionOfBefore(ID, "anime:1", new ScopeOfBefore(null, null, ""), "erased", null, AT));
    }

    private record ScopeOfBefore(Instant from, Instant to, String author) {}

    private record AdditionOfBefore(
            UUID exclusion, String subject, ScopeOfBefore scope, String reason, String by, Instant at) {}

    @Test
    void theTypesAreTheRecordsNames() {
        var codec = new EventCodec<>(ExclusionEvent.class);
        assertThat(codec.type(new ExclusionAdded(ID, "anime:1", new Scope(null, null, "a"), "Why", "mona", AT)))
                .isEqualTo("exclusion-added");
        assertThat(codec.type(new ExclusionRemoved("max", AT))).isEqualTo("exclusion-removed");
    }

    @Test
    void whatAnIdempotencyKeyLeadsToNeverChanges() {
        var form = new ExclusionForm(new Scope(AT, AT.plusSeconds(1), null), "Why");
        var key = IdempotencyKey.of(List.of("key-1"), "mona", "anime:1", form);
        assertThat(key.exclusion()).hasToString("06ce0ed2-df13-580a-b612-79af2e45eaa4");
        assertThat(key.idempotency().key()).hasToString("8ce04f59-d97a-5aff-9dae-4f3192db1494");
        assertThat(key.idempotency().digest()).hasToString("00977d26-ed0e-59d7-83b9-4fff16f81834");
    }

    private static void both(ExclusionEvent event, String json) throws Exception {
        assertThat(EventCodec.JSON.writeValueAsString(event)).isEqualTo(json);
        assertThat(EventCodec.JSON.readValue(json, event.getClass())).isEqualTo(event);
    }
}
