/** Ratings: the read model that the projection of the review log keeps, and the calls that read it. */
@NullMarked
package dev.starfold.rating;

import org.jspecify.annotations.NullMarked;
