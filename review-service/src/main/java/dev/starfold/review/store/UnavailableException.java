package dev.starfold.review.store;

/** The database did not answer a read: nothing is wrong with the question, and asking again later may succeed. */
public final class UnavailableException extends RuntimeException {
    UnavailableException(Throwable cause) {
        super("the database did not answer", cause);
    }
}
