package dev.starfold.rating.chart;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in a ranking.
 *
 * @param ranking its id
 * @param place from 1; 0 where the ranking has nothing to show
 * @param subject who has the place; empty where the ranking has nothing to show
 */
record Ranked(long ranking, Instant rankedAt, int place, Optional<String> subject) {}
