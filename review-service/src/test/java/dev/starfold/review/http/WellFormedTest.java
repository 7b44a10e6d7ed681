package dev.starfold.review.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WellFormedTest {

    @Test
    void aUsersIdHasUpTo255CharactersAsPeopleCount() {
        assertThat(WellFormed.user("a".repeat(255))).isTrue();
        assertThat(WellFormed.user("👍".repeat(255))).isTrue();
        assertThat(WellFormed.user("a".repeat(256))).isFalse();
        assertThat(WellFormed.user("👍".repeat(256))).isFalse();
        assertThat(WellFormed.user("")).isFalse();
    }
}
