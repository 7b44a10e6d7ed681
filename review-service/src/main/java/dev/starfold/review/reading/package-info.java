/** A single review, as clients see it. */
@NullMarked
package dev.starfold.review.reading;

import org.jspecify.annotations.NullMarked;
