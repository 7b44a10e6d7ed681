package dev.starfold.eventstore.relay;

/** Sending would harm what consumers rely on; the message says why and what to do. */
final class RelayRefusedException extends RuntimeException {
    RelayRefusedException(String message) {
        super(message, null, false, false);
    }
}
