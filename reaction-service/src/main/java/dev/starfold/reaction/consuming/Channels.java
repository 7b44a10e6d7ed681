package dev.starfold.reaction.consuming;

import java.util.List;

/** The logs that are consumed, by the names that their channels have in the configuration. Neither waits for the other. */
public final class Channels {

    public static final String REVIEWS = "review-events";
    public static final String USERS = "user-events";

    static final List<String> ALL = List.of(REVIEWS, USERS);

    private Channels() {}
}
