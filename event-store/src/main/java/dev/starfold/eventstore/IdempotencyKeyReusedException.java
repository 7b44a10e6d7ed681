package dev.starfold.eventstore;

/** The idempotency key succeeded before with another request. */
public final class IdempotencyKeyReusedException extends RuntimeException {
    public IdempotencyKeyReusedException() {
        super("the idempotency key was used before for another request", null, false, false);
    }
}
