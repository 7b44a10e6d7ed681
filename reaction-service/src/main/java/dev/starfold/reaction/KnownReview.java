package dev.starfold.reaction;

import dev.starfold.reaction.Rejection.Unknown;
import dev.starfold.reaction.Rejection.Withdrawn;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as far as reactions need it and as it is known here, by review-service's events.
 *
 * @param author {@code null} once erased
 */
public record KnownReview(UUID id, String subject, @Nullable String author, Status status) {

    /** Who gets to see a review; only to a public one may be reacted. */
    public enum Status {
        PUBLIC,
        /** By a moderator, who may restore it. */
        HIDDEN,
        /** By its author, for good. */
        WITHDRAWN,
        /** With its author, for good. */
        ERASED;

        /** The name in tables and public events. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Throws {@link Unknown} for a hidden review, as nobody shall learn that it is there, and {@link Withdrawn}. */
    public void requirePublic() {
        switch (status) {
            case PUBLIC -> {}
            case HIDDEN -> throw new Unknown();
            case WITHDRAWN, ERASED -> throw new Withdrawn();
        }
    }
}
