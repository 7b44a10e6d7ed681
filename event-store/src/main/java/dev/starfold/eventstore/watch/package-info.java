/** What operators watch of every service, beside what its store, relay and projections show of themselves. */
@NullMarked
package dev.starfold.eventstore.watch;

import org.jspecify.annotations.NullMarked;
