package dev.starfold.rating.exclusions;

/** Why a call was refused; nothing changed. Costs no stack trace, as it is an answer rather than a fault. */
public abstract sealed class Rejection extends RuntimeException {

    private Rejection() {
        super(null, null, false, false);
    }

    /** The subject never had an exclusion of this id. */
    public static final class Unknown extends Rejection {}

    /** The exclusion is not in force any more. */
    public static final class Removed extends Rejection {}

    /** The idempotency key led to an exclusion already, whose content is erased since. */
    public static final class KeyUsed extends Rejection {}

    /** The caller is no moderator. */
    public static final class NotModerator extends Rejection {}
}
