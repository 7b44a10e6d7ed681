/** Publishes the log to Kafka: in order, at least once, by one instance at a time. */
package dev.starfold.eventstore.relay;
