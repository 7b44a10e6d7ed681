package dev.starfold.eventstore.relay;

/** Sending would harm what consumers rely on; the message says why and what to do. */
final class RelayRefusedException extends RuntimeException {

    private final boolean storeIsOlder;

    RelayRefusedException(String message, boolean storeIsOlder) {
        super(message, null, false, false);
        this.storeIsOlder = storeIsOlder;
    }

    /** True where the store lacks what it once sent: then nothing may be appended to it either. */
    boolean storeIsOlder() {
        return storeIsOlder;
    }
}
