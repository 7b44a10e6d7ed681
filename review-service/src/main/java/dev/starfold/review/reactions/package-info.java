/** What others think of reviews: the log of reactions, folded into the reviews' counts, and what clients see of it. */
@NullMarked
package dev.starfold.review.reactions;

import org.jspecify.annotations.NullMarked;
