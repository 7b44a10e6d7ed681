package dev.starfold.eventstore;

/** A failure in one line for whoever operates the service. */
public final class Reason {

    private Reason() {}

    /** The failure and, in brackets, what it came from: {@code … SSL handshake failed (… PKIX path validation failed)}. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == failure ? failure.toString() : failure + " (" + root + ")";
    }
}
