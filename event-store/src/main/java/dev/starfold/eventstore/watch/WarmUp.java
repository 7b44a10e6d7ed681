package dev.starfold.eventstore.watch;

import io.smallrye.mutiny.Uni;

/**
 * What most calls need, done once before a replica takes calls. On a busy machine the first time, which loads classes and has
 * queries parsed, takes longer than a caller waits.
 */
public interface WarmUp {

    /** Asks for what is not there. Changes nothing. */
    Uni<?> warmUp();
}
