package dev.starfold.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErasingTest {

    private static final UUID REVIEW = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-04-03T09:30:00Z");
    private static final ReactionEvent ADDED = given(0);
    private static final ReactionEvent REPEATED = given(1);
    private static final ReactionEvent REMOVED = new ReactionRemoved(AT);

    @Test
    void itReachesToWhatTookBackWhatWasThereAndNoFurther() {
        List<ReactionEvent> history = List.of(ADDED, REMOVED, given(9), REMOVED);
        assertThat(Erasing.reach(history, 1)).isEqualTo(2);
        assertThat(Erasing.reach(history, 2)).isEqualTo(2);
        assertThat(Erasing.reach(history, 3)).isEqualTo(4);
        assertThat(Erasing.reach(history, 4)).isEqualTo(4);
        assertThat(Erasing.reach(List.of(ADDED), 1)).isEqualTo(1);
    }

    @Test
    void itReachesToWhatAnErasureBeforeGaveAgainForWhatWasThere() {
        List<ReactionEvent> history =
                List.of(Erasing.blanked(ADDED), Erasing.blanked(REPEATED), REMOVED, REPEATED, REMOVED, given(9));
        assertThat(Erasing.reach(history, 1)).isEqualTo(1);
        assertThat(Erasing.reach(history, 2)).isEqualTo(5);
    }

    @Test
    void whatStandsIsKeptByTheLastRepeatThatIsYounger() {
        assertThat(Erasing.repeat(List.of(ADDED, REPEATED, given(2)), 1)).isEqualTo(given(2));
        assertThat(Erasing.repeat(List.of(ADDED, REPEATED, given(2)), 2)).isEqualTo(given(2));
        assertThat(Erasing.repeat(List.of(ADDED, REPEATED, given(2)), 3)).isNull();
        assertThat(Erasing.repeat(List.of(ADDED, REPEATED, REMOVED), 1))
                .as("taken back")
                .isNull();
        assertThat(Erasing.repeat(List.of(ADDED, REPEATED, REMOVED, given(2)), 1))
                .as("given anew")
                .isNull();
        assertThat(Erasing.repeat(List.of(ADDED, REMOVED, given(2)), 2))
                .as("no repeat")
                .isNull();
    }

    @Test
    void whatWasRepeatedIsTakenBackAndGivenAgain() {
        Reaction before = Reaction.fold(List.of(ADDED, REPEATED));
        Reaction after = Reaction.fold(List.of(Erasing.blanked(ADDED), Erasing.blanked(REPEATED)));
        assertThat(Erasing.decide(before, after, REPEATED, AT)).containsExactly(REMOVED, REPEATED);
    }

    @Test
    void onlyTheUserIsBlanked() {
        assertThat(Erasing.blanked(ADDED)).isEqualTo(new ReactionAdded(REVIEW, "anime:1", null, ReactionKind.NICE, AT));
        assertThat(Erasing.blanked(REMOVED)).isEqualTo(REMOVED);
    }

    @Test
    void whatLostItsUserIsTakenBackOnceAlsoIfItWasTakenBackBefore() {
        for (List<ReactionEvent> history : List.of(List.of(ADDED), List.of(ADDED, REMOVED))) {
            Reaction before = Reaction.fold(history);
            Reaction after =
                    Reaction.fold(history.stream().map(Erasing::blanked).toList());
            var decided = Erasing.decide(before, after, null, AT.plusSeconds(9));
            assertThat(decided).containsExactly(new ReactionRemoved(AT.plusSeconds(9)));
            Reaction erased = Reaction.evolve(after, decided.getFirst());
            assertThat(erased.active()).isFalse();
            assertThat(erased.user()).isNull();
            assertThat(erased.version()).isEqualTo(before.version() + 1);
            assertThat(Erasing.decide(after, after, null, AT)).isEmpty();
            assertThat(Erasing.decide(before, before, null, AT)).isEmpty();
        }
    }

    private static ReactionEvent given(int seconds) {
        return new ReactionAdded(REVIEW, "anime:1", "ben", ReactionKind.NICE, AT.plusSeconds(seconds));
    }
}
