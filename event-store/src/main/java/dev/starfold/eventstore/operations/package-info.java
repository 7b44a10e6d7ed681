/**
 * What operators do to a projection while it serves: build it anew beside the live one, check it against its own
 * contributions, look at what was set aside. Jobs survive the process that runs them.
 */
@NullMarked
package dev.starfold.eventstore.operations;

import org.jspecify.annotations.NullMarked;
