/** Starfold beside the limit: {@link dev.starfold.bench.Bench} runs the scenarios and reports figures, ratios and targets. */
package dev.starfold.bench;
