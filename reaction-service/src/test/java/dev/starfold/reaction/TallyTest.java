package dev.starfold.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void everyKindIsCountedInCatalogueOrder() {
        assertThat(new Tally(Map.of(ReactionKind.CREATIVE, 2, ReactionKind.NICE, 1)).counts())
                .hasToString("{NICE=1, LOVE_IT=0, FUNNY=0, CONFUSING=0, INFORMATIVE=0, WELL_WRITTEN=0, CREATIVE=2}");
    }

    @Test
    void theTopIsTheKindGivenMost() {
        Tally tally = new Tally(Map.of(ReactionKind.NICE, 1, ReactionKind.CREATIVE, 2));
        assertThat(tally.top()).isEqualTo(ReactionKind.CREATIVE);
        assertThat(tally.overall()).isEqualTo(3);
    }

    @Test
    void amongEqualsTheFirstOfTheCatalogueIsTheTop() {
        assertThat(new Tally(Map.of(ReactionKind.CREATIVE, 2, ReactionKind.FUNNY, 2, ReactionKind.NICE, 1)).top())
                .isEqualTo(ReactionKind.FUNNY);
    }

    @Test
    void whatNobodyGaveHasNoTop() {
        assertThat(Tally.NONE.top()).isNull();
        assertThat(Tally.NONE.overall()).isZero();
        assertThat(new Tally(Map.of(ReactionKind.NICE, 0))).isEqualTo(Tally.NONE);
    }
}
