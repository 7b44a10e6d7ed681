/** Folds the review log into the read model: records in, sums per subject and type out. */
@NullMarked
package dev.starfold.rating.projection;

import org.jspecify.annotations.NullMarked;
