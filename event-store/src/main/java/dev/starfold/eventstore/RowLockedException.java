package dev.starfold.eventstore;

/** Another session, outside the append lock, holds a row that a batch was to write, and held it for too long to be waited for. */
final class RowLockedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RowLockedException(Throwable cause) {
        super("a row is locked by another session", cause, false, false);
    }
}
