/** Pages by keyset: each begins behind the last item of the one before, whatever came or went meanwhile. */
@NullMarked
package dev.starfold.review.paging;

import org.jspecify.annotations.NullMarked;
