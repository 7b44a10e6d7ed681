/**
 * Folds a log of Kafka into tables: poll by poll, with bad records set aside, into one of a read model's two slots. Knows
 * nothing of what the records mean.
 */
@NullMarked
package dev.starfold.eventstore.projection;

import org.jspecify.annotations.NullMarked;
