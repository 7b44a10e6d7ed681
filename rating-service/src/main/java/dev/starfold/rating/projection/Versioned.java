package dev.starfold.rating.projection;

import java.util.UUID;

/** The whole state of a review or a reaction after an event. Of one id the newest version wins; nothing else orders them. */
public sealed interface Versioned permits ReviewState, ReactionState {

    UUID id();

    /** Whose counts it may change. */
    String subject();

    int version();
}
