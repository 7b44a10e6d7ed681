package dev.starfold.reaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReactionStoreTest {

    @Test
    void twoInstancesAreNeverOneRelayOwnerEvenWithOneHostNameAndOneProcessId() {
        assertThat(ReactionStore.instance()).isNotEqualTo(ReactionStore.instance());
    }
}
