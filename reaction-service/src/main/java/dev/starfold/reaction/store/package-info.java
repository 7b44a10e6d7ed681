/** The service's log and its current-state tables: wiring, inline projection, entities. */
@NullMarked
package dev.starfold.reaction.store;

import org.jspecify.annotations.NullMarked;
