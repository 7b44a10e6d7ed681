package dev.starfold.eventstore.projection;

/** A record that does not say what its log is about. Its message is the cause noted in the dead letter. */
public final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String message) {
        super(message);
    }

    public UnreadableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
