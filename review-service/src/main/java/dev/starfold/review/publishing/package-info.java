/** What other services get to read. */
@NullMarked
package dev.starfold.review.publishing;

import org.jspecify.annotations.NullMarked;
