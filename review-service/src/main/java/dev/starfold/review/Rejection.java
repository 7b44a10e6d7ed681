package dev.starfold.review;

import java.util.UUID;

/** Why a command was not done; nothing changed. Costs no stack trace, as it is an answer rather than a fault. */
public abstract sealed class Rejection extends RuntimeException {

    private Rejection(String message) {
        super(message, null, false, false);
    }

    /** No review has this id. */
    public static final class Unknown extends Rejection {
        public Unknown() {
            this("There is no such review.");
        }

        public Unknown(String message) {
            super(message);
        }
    }

    /** Its author took the review back. */
    public static final class Withdrawn extends Rejection {
        public Withdrawn() {
            super("The review was withdrawn by its author.");
        }
    }

    /** The review was erased, as its author was. */
    public static final class Erased extends Rejection {
        public Erased() {
            super("The review was erased with its author.");
        }
    }

    /** The review is another author's. */
    public static final class NotYours extends Rejection {
        NotYours() {
            super("Only its author may do this to a review.");
        }
    }

    /** One's own review is one's own to revise or withdraw. */
    public static final class OwnReview extends Rejection {
        public OwnReview() {
            super("You can't report your own review: revise or withdraw it.");
        }
    }

    /** A revision must say which version it replaces. */
    public static final class VersionRequired extends Rejection {
        VersionRequired() {
            super("Send If-Match with the ETag of the version that you mean to replace.");
        }
    }

    /** The review has changed since its caller saw it. */
    public static final class VersionChanged extends Rejection {
        public final int current;

        VersionChanged(int current) {
            super("The review has changed: its version is %d now.".formatted(current));
            this.current = current;
        }
    }

    /** One author has one review of a subject. */
    public static final class AlreadyReviewed extends Rejection {
        public final UUID review;

        AlreadyReviewed(UUID review) {
            super("You have reviewed this subject already: revise that review, or withdraw it first.");
            this.review = review;
        }
    }
}
