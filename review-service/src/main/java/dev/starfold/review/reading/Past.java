package dev.starfold.review.reading;

import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Rejection.Unknown;
import dev.starfold.review.Review;
import dev.starfold.review.TimeTravel;
import dev.starfold.review.TimeTravel.Moment;
import dev.starfold.review.Viewer;
import dev.starfold.review.store.ReviewStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Reviews as they were. */
@Singleton
public class Past {

    private final Reviews reviews;
    private final ReviewStore store;

    Past(Reviews reviews, ReviewStore store) {
        this.reviews = reviews;
        this.store = store;
    }

    /** Without what was erased since. Fails with what {@link Reviews#one} fails with, and where there was nothing to see. */
    Uni<ReviewView> review(Moment moment, UUID id, Viewer viewer) {
        return state(moment, id, viewer)
                .chain(state -> reviews.text(id, state.contentVersion()).map(text -> ReviewView.of(state, text)));
    }

    /** The state alone; fails likewise. */
    public Uni<Review> state(Moment moment, UUID id, Viewer viewer) {
        return reviews.row(id, viewer).chain(row -> store.history(row.streamId)).map(stream -> {
            var events = stream.stream().map(Recorded::event).toList();
            Review state = TimeTravel.to(moment, id, events, viewer);
            if (state == null) {
                throw new Unknown("The review was not there to be seen then.");
            }
            return state;
        });
    }
}
