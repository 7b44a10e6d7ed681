/** The calls that change a review. */
@NullMarked
package dev.starfold.review.writing;

import org.jspecify.annotations.NullMarked;
