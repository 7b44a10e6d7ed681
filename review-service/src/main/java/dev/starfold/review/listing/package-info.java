/** Reviews by subject or author, in pages. */
@NullMarked
package dev.starfold.review.listing;

import org.jspecify.annotations.NullMarked;
