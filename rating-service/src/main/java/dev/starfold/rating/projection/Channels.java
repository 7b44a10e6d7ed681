package dev.starfold.rating.projection;

import java.util.List;

/** The logs that are folded, by the names that their channels have in the configuration. Neither waits for the other. */
final class Channels {

    static final String REVIEWS = "review-events";
    static final String REACTIONS = "reaction-events";

    static final List<String> ALL = List.of(REVIEWS, REACTIONS);

    private Channels() {}
}
