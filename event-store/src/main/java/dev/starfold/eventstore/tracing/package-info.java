/** One trace of a command, from the call through the log and Kafka into what is folded elsewhere. Costs nothing while it is off. */
@NullMarked
package dev.starfold.eventstore.tracing;

import org.jspecify.annotations.NullMarked;
