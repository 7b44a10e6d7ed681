/** Figures of rounds become medians, ratios, a table and a chart. */
package dev.starfold.bench.report;
