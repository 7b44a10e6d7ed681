package dev.starfold.reaction.store;

import org.jspecify.annotations.Nullable;

/** The database did not answer in time; asking again later may succeed. */
public final class UnavailableException extends RuntimeException {
    UnavailableException(@Nullable Throwable cause) {
        super("the database did not answer", cause);
    }
}
