/** What operators watch of every service beside what its store, relay and projections show of themselves; and whether traces are on. */
@NullMarked
package dev.starfold.eventstore.watch;

import org.jspecify.annotations.NullMarked;
