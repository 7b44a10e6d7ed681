package dev.starfold.reaction.reviews;

import dev.starfold.reaction.KnownReview;
import dev.starfold.reaction.Rejection.Unknown;
import dev.starfold.reaction.store.Reads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Point reads of what is known of one review. */
@Singleton
public class KnownReviews {

    private final Reads reads;
    private final Arrivals arrivals;

    KnownReviews(Reads reads, Arrivals arrivals) {
        this.reads = reads;
        this.arrivals = arrivals;
    }

    /** The review, awaited if need be; fails with {@link Unknown}. */
    public Uni<KnownReview> one(UUID id) {
        return arrivals.orAwaited(id, () -> reads.<@Nullable ReviewRow>run(session -> session.get(ReviewRow.class, id)))
                .map(ReviewRow::review);
    }
}
