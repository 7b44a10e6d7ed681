/** Bodies of reviews as HTML that is safe to show. */
@NullMarked
package dev.starfold.review.markdown;

import org.jspecify.annotations.NullMarked;
