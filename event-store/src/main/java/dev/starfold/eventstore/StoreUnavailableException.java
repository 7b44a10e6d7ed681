package dev.starfold.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * The database did not answer in time: whether the command took effect is unknown, and a keyed command may be repeated. Or the
 * log holds what a newer release wrote and this one can't read, while both run: nothing happened, and a newer replica can do it.
 */
public final class StoreUnavailableException extends RuntimeException {
    StoreUnavailableException(@Nullable Throwable cause) {
        super("the event store's database did not answer in time", cause);
    }

    StoreUnavailableException(String newer) {
        super(newer);
    }
}
