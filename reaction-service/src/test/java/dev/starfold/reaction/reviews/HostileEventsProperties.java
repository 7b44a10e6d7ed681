package dev.starfold.reaction.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.fuzz.HostileInput;
import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.reaction.ReviewEvents.Review;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever stands on the topic: a state that the database can take, or a record to be set aside. */
class HostileEventsProperties {

    private static final String PUBLIC = Review.fresh().json("public", 1).strip();

    @Property
    void aReviewEventIsReadOrSetAside(@ForAll long seed) {
        try {
            ReviewState state = ReviewDecoder.decode(HostileInput.bytes(PUBLIC, seed));
            assertThat(state.version()).isPositive();
            assertThat(state.reviewId()).isNotNull();
        } catch (UnreadableRecord setAside) {
            assertThat(setAside.getMessage()).isNotBlank();
        }
    }
}
