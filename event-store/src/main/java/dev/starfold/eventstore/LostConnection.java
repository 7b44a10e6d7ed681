package dev.starfold.eventstore;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;

/** Recognises the failure of a statement whose connection to PostgreSQL was lost, before it or while it waited. */
public final class LostConnection {

    private LostConnection() {}

    /** True for the failure itself; its causes are the caller's to look at. */
    public static boolean is(Throwable failure) {
        return switch (failure) {
            case ClosedConnectionException lost -> true;
            // What the client says of a connection that it knows to be lost has no class of its own.
            case NoStackTraceThrowable text -> String.valueOf(text.getMessage()).startsWith("Connection is not active");
            default -> false;
        };
    }
}
