package dev.starfold.reaction.http;

/** A call that needs a token came without one. */
final class Unauthenticated extends RuntimeException {
    Unauthenticated() {
        super("This needs a bearer token.", null, false, false);
    }
}
