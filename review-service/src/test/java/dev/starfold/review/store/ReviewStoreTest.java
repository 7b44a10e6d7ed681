package dev.starfold.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewStoreTest {

    @Test
    void twoInstancesAreNeverOneRelayOwnerEvenWithOneHostNameAndOneProcessId() {
        assertThat(ReviewStore.instance()).isNotEqualTo(ReviewStore.instance());
    }
}
