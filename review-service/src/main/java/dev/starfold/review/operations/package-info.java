/** What event-store's operations need to know of this service. */
@NullMarked
package dev.starfold.review.operations;

import org.jspecify.annotations.NullMarked;
