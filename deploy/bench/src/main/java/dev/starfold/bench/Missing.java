package dev.starfold.bench;

/** Something that the benchmark needs isn't installed; the message says how to get it. */
public final class Missing extends RuntimeException {

    public Missing(String message) {
        super(message, null, false, false);
    }
}
