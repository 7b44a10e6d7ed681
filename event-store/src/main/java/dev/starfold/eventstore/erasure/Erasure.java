package dev.starfold.eventstore.erasure;

import io.vertx.core.Future;

/**
 * What a service holds of a user, and how it is erased: in chunks of bounded size, each committed by itself. It may be cut off
 * anywhere and is then run again from its start, also by two instances at once; what is younger than the erasure stays.
 */
@FunctionalInterface
public interface Erasure {

    /** Succeeds when nothing is left of what was there when the user was erased. */
    Future<Void> erase(UserErased erased);
}
