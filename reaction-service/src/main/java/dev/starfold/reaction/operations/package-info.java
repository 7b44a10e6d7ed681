/** What event-store's operations need to know of this service. */
@NullMarked
package dev.starfold.reaction.operations;

import org.jspecify.annotations.NullMarked;
