package dev.starfold.rating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReactionsTest {

    @Test
    void theTopIsTheKindWithTheMostAndTheEarlierInTheCatalogueOnATie() {
        assertThat(Reactions.of(new long[] {1, 0, 0, 0, 2, 3, 1}).top()).isEqualTo("well-written");
        assertThat(Reactions.of(new long[] {0, 2, 0, 0, 1, 2, 2}).top()).isEqualTo("love-it");
        assertThat(Reactions.of(new long[] {0, 0, 0, 0, 0, 0, 1}).top()).isEqualTo("creative");
    }

    @Test
    void withoutReactionsThereIsNoTop() {
        assertThat(Reactions.of(new long[7]).top()).isNull();
        assertThat(Reactions.of(new long[7]).overall()).isZero();
    }

    @Test
    void everyKindHasItsCount() {
        var reactions = Reactions.of(new long[] {1, 2, 3, 4, 5, 6, 7});
        assertThat(reactions.overall()).isEqualTo(28);
        assertThat(reactions.kinds()).isEqualTo(new Reactions.Kinds(1, 2, 3, 4, 5, 6, 7));
    }
}
