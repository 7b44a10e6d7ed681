/** Reading one's own writes: waiting until the version of a review is folded in. */
@NullMarked
package dev.starfold.rating.after;

import org.jspecify.annotations.NullMarked;
