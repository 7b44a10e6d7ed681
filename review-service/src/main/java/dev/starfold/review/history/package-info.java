/** What happened to a review, version by version. */
@NullMarked
package dev.starfold.review.history;

import org.jspecify.annotations.NullMarked;
