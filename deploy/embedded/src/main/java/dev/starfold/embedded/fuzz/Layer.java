package dev.starfold.embedded.fuzz;

/** How far a hostile request gets, which says how much of the contract its answer can keep. */
enum Layer {
    /** To the call that it is meant for, whose documented answers alone may come. */
    CALL,
    /** To the service, though perhaps to another call or to none. */
    ADDRESS,
    /** It is no HTTP, or ends early: the connection may as well be closed. */
    WIRE
}
