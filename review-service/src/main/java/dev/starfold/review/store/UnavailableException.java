package dev.starfold.review.store;

import org.jspecify.annotations.Nullable;

/** The database did not answer in time; asking again later may succeed. */
public final class UnavailableException extends RuntimeException {
    public UnavailableException(@Nullable Throwable cause) {
        super("the database did not answer", cause);
    }
}
