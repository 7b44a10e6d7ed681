/** Reviews in bulk, a line each: in, and out again. */
@NullMarked
package dev.starfold.review.imports;

import org.jspecify.annotations.NullMarked;
