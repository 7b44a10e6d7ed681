/** How the ratings of a subject went over time: its days, weeks and months, and the days that break from its past. */
@NullMarked
package dev.starfold.rating.trend;

import org.jspecify.annotations.NullMarked;
