package dev.starfold.rating.projection;

/** A record that says nothing about a review or a reaction. Its message is the cause noted in the dead letter. */
final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableRecord(String message) {
        super(message);
    }

    UnreadableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
