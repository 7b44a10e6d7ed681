/**
 * What a review is and what may happen to it: plain Java, free of frameworks. {@link dev.starfold.review.ReviewDecider}
 * decides, {@link dev.starfold.review.Review} folds.
 */
@NullMarked
package dev.starfold.review;

import org.jspecify.annotations.NullMarked;
