package dev.starfold.review;

import dev.starfold.review.ReviewEvent.ReviewImported;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reviews as they were. */
public final class TimeTravel {

    private TimeTravel() {}

    /** Which of its states a review is to be shown in. */
    public sealed interface Moment {

        /** When it had this version. */
        record Version(int version) implements Moment {}

        /** At this time; its newest state, if that is to come. */
        record At(Instant instant) implements Moment {}
    }

    /**
     * The review as it was, or {@code null} where it was not, or not for this viewer to see: what never was in the open stays
     * unseen by the public, be it hidden then or another, withdrawn review. Its text is that of its content version, unless
     * that was erased since.
     *
     * @param stream everything that happened where the review is, oldest first
     */
    public static @Nullable Review to(Moment moment, UUID review, List<? extends ReviewEvent> stream, Viewer viewer) {
        int version =
                switch (moment) {
                    case Moment.Version(int named) -> named <= stream.size() ? named : 0;
                    case Moment.At(Instant instant) -> lastVersionAt(instant, stream);
                };
        Review state = Review.fold(stream.subList(0, version));
        return state != null && state.id().equals(review) && viewer.sees(state) ? state : null;
    }

    private static int lastVersionAt(Instant instant, List<? extends ReviewEvent> stream) {
        int version = stream.size();
        while (version > 0 && from(stream.get(version - 1)).isAfter(instant)) {
            version--;
        }
        return version;
    }

    /** What was imported was there before it came here. */
    private static Instant from(ReviewEvent event) {
        return event instanceof ReviewImported imported ? imported.submittedAt() : event.at();
    }
}
