package dev.starfold.eventstore.projection;

/** What was asked will be refused however often it is tried. Its message is the cause noted in a dead letter. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refused(String message, Throwable cause) {
        super(message, cause);
    }
}
