package dev.starfold.reaction.reviews;

/** A record that says nothing about a review. Its message is the cause noted in the dead letter. */
final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableRecord(String message) {
        super(message);
    }

    UnreadableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
