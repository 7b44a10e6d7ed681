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
    private static final ReactionEvent ADDED = new ReactionAdded(REVIEW, "anime:1", "ben", ReactionKind.NICE, AT);
    private static final ReactionEvent REMOVED = new ReactionRemoved(AT);

    @Test
    void itReachesToWhatTookBackWhatWasThereAndNoFurther() {
        List<ReactionEvent> history = List.of(ADDED, REMOVED, ADDED, REMOVED);
        assertThat(Erasing.reach(history, 1)).isEqualTo(2);
        assertThat(Erasing.reach(history, 2)).isEqualTo(2);
        assertThat(Erasing.reach(history, 3)).isEqualTo(4);
        assertThat(Erasing.reach(history, 4)).isEqualTo(4);
        assertThat(Erasing.reach(List.of(ADDED), 1)).isEqualTo(1);
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
            var decided = Erasing.decide(before, after, AT.plusSeconds(9));
            assertThat(decided).containsExactly(new ReactionRemoved(AT.plusSeconds(9)));
            Reaction erased = Reaction.evolve(after, decided.getFirst());
            assertThat(erased.active()).isFalse();
            assertThat(erased.user()).isNull();
            assertThat(erased.version()).isEqualTo(before.version() + 1);
            assertThat(Erasing.decide(after, after, AT)).isEmpty();
            assertThat(Erasing.decide(before, before, AT)).isEmpty();
        }
    }
}
