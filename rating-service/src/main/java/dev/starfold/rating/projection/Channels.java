package dev.starfold.rating.projection;

import java.util.List;

/** The logs that are consumed, by the names that their channels have in the configuration. None waits for another. */
final class Channels {

    static final String REVIEWS = "review-events";
    static final String REACTIONS = "reaction-events";
    static final String USERS = "user-events";

    static final List<String> ALL = List.of(REVIEWS, REACTIONS, USERS);

    private Channels() {}
}
