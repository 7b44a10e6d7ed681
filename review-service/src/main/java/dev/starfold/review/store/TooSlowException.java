package dev.starfold.review.store;

/** The database gave up on a search that looks through too much. */
public final class TooSlowException extends RuntimeException {
    TooSlowException() {
        super("a search took too long");
    }
}
