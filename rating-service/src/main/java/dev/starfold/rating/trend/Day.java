package dev.starfold.rating.trend;

import java.time.LocalDate;

/**
 * What counts of a day in UTC.
 *
 * @param count how many reviews submitted then, at least one
 * @param sum the points they give
 */
record Day(LocalDate day, long count, long sum) {}
