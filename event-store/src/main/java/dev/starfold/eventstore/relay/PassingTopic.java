package dev.starfold.eventstore.relay;

import java.time.Duration;

/**
 * A further topic of a relay, for events that are not to be kept: with one partition, created when missing.
 *
 * @param retention how long Kafka keeps its records; it may take a day longer
 */
public record PassingTopic(String name, Duration retention) {}
