/**
 * What operators watch of every service beside what its store, relay and projections show of themselves; whether traces are on; and
 * what comes before a replica is ready.
 */
@NullMarked
package dev.starfold.eventstore.watch;

import org.jspecify.annotations.NullMarked;
