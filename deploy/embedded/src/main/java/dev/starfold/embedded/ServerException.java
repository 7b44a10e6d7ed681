package dev.starfold.embedded;

import org.jspecify.annotations.Nullable;

/**
 * A server could not be started or used. The message is for a person: what is wrong and, where it helps, the end of the
 * server's own log.
 */
public final class ServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        this(message, null);
    }

    ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
