package dev.starfold.reaction;

/** Why a call was not done; nothing changed. Costs no stack trace, as it is an answer rather than a fault. */
public abstract sealed class Rejection extends RuntimeException {

    private Rejection(String message) {
        super(message, null, false, false);
    }

    /** No review has this id, or none that anybody may see. */
    public static final class Unknown extends Rejection {
        public Unknown() {
            super("There is no such review.");
        }
    }

    /** The review is gone for good. */
    public static final class Withdrawn extends Rejection {
        public Withdrawn() {
            super("The review was withdrawn, for good.");
        }
    }

    /** Nobody reacts to their own review. */
    public static final class OwnReview extends Rejection {
        OwnReview() {
            super("This review is your own: reactions are for its readers.");
        }
    }

    /** A user's list of reactions is theirs. */
    public static final class NotYours extends Rejection {
        public NotYours() {
            super("Only the user, or an operator, may see this.");
        }
    }
}
