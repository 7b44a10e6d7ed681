package dev.starfold.eventstore;

import org.jspecify.annotations.Nullable;

/** The database did not answer in time. Whether the command took effect is unknown; a keyed command may be repeated. */
public final class StoreUnavailableException extends RuntimeException {
    StoreUnavailableException(@Nullable Throwable cause) {
        super("the event store's database did not answer in time", cause);
    }
}
