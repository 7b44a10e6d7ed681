/** Reviews in pages: filtered, searched, in six orders. */
@NullMarked
package dev.starfold.review.listing;

import org.jspecify.annotations.NullMarked;
