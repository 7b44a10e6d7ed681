/** Subjects of a type in order: ranked in the background, read as charts and as the rank of a rating. */
@NullMarked
package dev.starfold.rating.chart;

import org.jspecify.annotations.NullMarked;
