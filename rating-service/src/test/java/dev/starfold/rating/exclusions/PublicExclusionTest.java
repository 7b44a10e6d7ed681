package dev.starfold.rating.exclusions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicExclusionTest {

    private static final UUID ID = UUID.fromString("0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11");
    private static final Instant AT = Instant.parse("2026-04-05T09:30:00.123456Z");

    private static final ExclusionAdded WINDOW = new ExclusionAdded(
            ID,
            "anime:53393",
            new Scope(Instant.parse("2026-04-03T00:00:00Z"), Instant.parse("2026-04-03T12:00:00.123456Z"), null),
            "A raid announced on a forum",
            "mona",
            AT);
    private static final ExclusionAdded AUTHOR = new ExclusionAdded(
            ID, "anime:53393", new Scope(null, null, "troll-17"), "One person, many accounts", "mona", AT);
    private static final ExclusionRemoved REMOVED = new ExclusionRemoved("max", AT.plusSeconds(60));

    /** Fixed histories, each ending in the event of its name. Their public events stand in {@code published/*.json}. */
    private static final Map<String, List<Recorded<ExclusionEvent>>> HISTORIES = Map.of(
            "rating-exclusion-added", of(WINDOW),
            "rating-exclusion-added.author", of(AUTHOR),
            "rating-exclusion-removed", of(WINDOW, REMOVED),
            "rating-exclusion-removed.erased",
                    of(Erasing.blanked(AUTHOR, "troll-17"), new ExclusionRemoved(null, AT.plusSeconds(60))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rating-exclusion-added",
                "rating-exclusion-added.author",
                "rating-exclusion-removed",
                "rating-exclusion-removed.erased"
            })
    void theSameHistoryIsPublishedInTheSameWordsForEver(String name) {
        var event = PublicExclusion.event(HISTORIES.get(name));
        var golden = Contract.read("/published/" + name + ".json", EventCodec.JSON);
        assertThat(Contract.tree(event.data())).isEqualTo(golden);
        assertThat(event.type()).isEqualTo(name.replaceFirst("\\..*", ""));
        assertThat(event.subject()).isEqualTo(ID.toString());
        assertThat(event.dataSchema()).isEqualTo("/schemas/rating-event.v1.json");
        assertThat(Contract.faults(event.type(), golden)).isEmpty();
    }

    @Test
    void anAdditionWhoseAuthorWasErasedIsSentAgainAsNotActiveRatherThanAsCoveringAll() {
        var event = PublicExclusion.event(of(Erasing.blanked(AUTHOR, "troll-17")));
        var data = (PublicExclusion) event.data();
        assertThat(event.type()).isEqualTo("rating-exclusion-removed");
        assertThat(Contract.faults(event.type(), Contract.tree(data))).isEmpty();
        assertThat(data.active()).isFalse();
        assertThat(data.author()).isNull();
        assertThat(data.version()).isEqualTo(1);
    }

    @Test
    void anEventIsKeyedByItsSubjectAndTimedByWhatHappened() {
        var event = PublicExclusion.event(HISTORIES.get("rating-exclusion-removed"));
        assertThat(event.key()).isEqualTo("anime:53393");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-04-05T09:31:00.123456Z"));
    }

    private static List<Recorded<ExclusionEvent>> of(ExclusionEvent... events) {
        return IntStream.range(0, events.length)
                .mapToObj(i -> new Recorded<>(ID, i + 1, events[i], Metadata.of("mona", null)))
                .toList();
    }
}
