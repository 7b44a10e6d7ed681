package dev.starfold.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * The database did not answer in time: whether the command took effect is unknown, and a keyed command may be repeated. Or the
 * log holds what a newer release wrote and this one can't read, while both run: nothing happened, and a newer replica can do it.
 */
public final class StoreUnavailableException extends RuntimeException {
    StoreUnavailableException(@Nullable Throwable cause) {
        this("the event store's database did not answer in time", cause);
    }

    private StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static StoreUnavailableException newer(String type, int schema) {
        return new StoreUnavailableException("an event of a newer release: " + type + " " + schema, null);
    }
}
