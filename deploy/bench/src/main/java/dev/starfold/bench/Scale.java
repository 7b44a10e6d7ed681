package dev.starfold.bench;

/**
 * How much a run does.
 *
 * @param rounds how often anchor and Starfold take turns; the medians count
 * @param warmUp seconds of load before the first figure
 * @param seconds of load for one figure
 * @param backlog events to be projected, or rebuilt from
 * @param users with a token each
 * @param subjects that the load spreads over
 * @param silence seconds before the event that follows a silence
 */
public record Scale(int rounds, int warmUp, int seconds, int backlog, int users, int subjects, int silence) {

    /** The one that figures are published from. */
    static final Scale FULL = new Scale(3, 90, 20, 1_000_000, 10_000, 10_000, 60);

    /** To see within five minutes whether something has changed; JVMs are hardly warm. */
    static final Scale SHORT = new Scale(1, 5, 5, 50_000, 2_000, 10_000, 5);

    Scale withBacklog(int backlog) {
        return new Scale(rounds, warmUp, seconds, backlog, users, subjects, silence);
    }

    Scale withRounds(int rounds) {
        return new Scale(rounds, warmUp, seconds, backlog, users, subjects, silence);
    }
}
