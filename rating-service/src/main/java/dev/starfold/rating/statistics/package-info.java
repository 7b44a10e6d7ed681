/** The formulas of a rating: exact arithmetic over counts, without any framework. */
@NullMarked
package dev.starfold.rating.statistics;

import org.jspecify.annotations.NullMarked;
