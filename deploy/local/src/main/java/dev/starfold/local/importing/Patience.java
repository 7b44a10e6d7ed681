package dev.starfold.local.importing;

import java.time.Duration;

/**
 * How long to go on trying.
 *
 * @param first the pause after the first failure; each further one is twice as long
 * @param longest no pause is longer
 * @param total from the first failure on without a success between
 * @param request how long one answer may take
 */
record Patience(Duration first, Duration longest, Duration total, Duration request) {

    static final Patience USUAL =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));

    Duration longer(Duration pause) {
        return shorter(pause.multipliedBy(2), longest);
    }

    /** As long as the server asks for, within bounds. */
    Duration atLeast(Duration pause, Duration asked) {
        return asked.compareTo(pause) > 0 ? shorter(asked, longest) : pause;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
