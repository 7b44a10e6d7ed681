/**
 * Event streams on PostgreSQL and their ordered relay to Kafka. Knows nothing of what the events mean.
 *
 * <p>{@link dev.starfold.eventstore.EventStore} appends, {@link dev.starfold.eventstore.relay.Relay} publishes.
 */
package dev.starfold.eventstore;
