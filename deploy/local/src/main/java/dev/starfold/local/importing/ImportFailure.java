package dev.starfold.local.importing;

/** The import can't go on, or can't begin; the message is for the user. */
final class ImportFailure extends RuntimeException {
    ImportFailure(String message) {
        super(message, null, false, false);
    }
}
