package dev.starfold.rating.exclusions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErasingTest {

    private static final UUID ID = UUID.fromString("0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11");
    private static final Instant AT = Instant.parse("2026-04-05T09:30:00Z");
    private static final Scope WINDOW = new Scope(AT, AT.plusSeconds(60), null);
    private static final Scope BOTH = new Scope(AT, AT.plusSeconds(60), "troll-17");
    private static final ExclusionEvent ADDED = new ExclusionAdded(ID, "anime:1", BOTH, "troll-17 again", "mona", AT);
    private static final ExclusionEvent REMOVED = new ExclusionRemoved("max", AT.plusSeconds(1));

    @Test
    void anExclusionAboutTheErasedLosesAuthorAndReasonAndCoversNobody() {
        assertThat(Erasing.blanked(ADDED, "troll-17"))
                .isEqualTo(new ExclusionAdded(
                        ID, "anime:1", new Scope(AT, AT.plusSeconds(60), Scope.ERASED), Erasing.REASON, "mona", AT));
        Exclusion blanked = blanked(List.of(ADDED), "troll-17");
        assertThat(blanked.active()).isFalse();
        assertThat(blanked.scope().knownAuthor()).isNull();
    }

    @Test
    void aModeratorWhoIsErasedLeavesTheReason() {
        assertThat(Erasing.blanked(ADDED, "mona"))
                .isEqualTo(new ExclusionAdded(ID, "anime:1", BOTH, "troll-17 again", null, AT));
        assertThat(Erasing.blanked(REMOVED, "max")).isEqualTo(new ExclusionRemoved(null, AT.plusSeconds(1)));
        assertThat(Erasing.blanked(REMOVED, "mona")).isEqualTo(REMOVED);
        Exclusion before = Exclusion.fold(List.of(ADDED));
        assertThat(Erasing.decide(before, blanked(List.of(ADDED), "mona"), AT)).isEmpty();
    }

    @Test
    void anExclusionOfAWindowIsAboutNobody() {
        var added = new ExclusionAdded(ID, "anime:1", WINDOW, "A raid", "mona", AT);
        assertThat(Erasing.blanked(added, "troll-17")).isEqualTo(added);
    }

    @Test
    void whatIsAboutTheErasedEndsOnceAlsoIfItHadEndedBefore() {
        for (List<ExclusionEvent> history : List.of(List.of(ADDED), List.of(ADDED, REMOVED))) {
            Exclusion before = Exclusion.fold(history);
            Exclusion after = blanked(history, "troll-17");
            var decided = Erasing.decide(before, after, AT.plusSeconds(9));
            assertThat(decided).containsExactly(new ExclusionRemoved(null, AT.plusSeconds(9)));
            Exclusion erased = Exclusion.evolve(after, decided.getFirst());
            assertThat(erased.active()).isFalse();
            assertThat(erased.version()).isEqualTo(before.version() + 1);
            assertThat(Erasing.decide(after, after, AT)).isEmpty();
        }
    }

    @Test
    void whatFollowsIsPartOfTheTraceOfTheCallThatErased() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var added = new Recorded<>(ID, 1, ADDED, Metadata.of("mona", null));
        var erased = ErasedExclusion.of(
                List.of(added), 1, new UserErased(UUID.randomUUID(), "troll-17", AT.plusSeconds(9), trace));
        assertThat(erased.appended().events()).singleElement().satisfies(removed -> {
            assertThat(removed.metadata().traceparent()).isEqualTo(trace);
            assertThat(removed.metadata().actor()).isNull();
        });
    }

    private static Exclusion blanked(List<ExclusionEvent> history, String user) {
        return Exclusion.fold(
                history.stream().map(event -> Erasing.blanked(event, user)).toList());
    }
}
