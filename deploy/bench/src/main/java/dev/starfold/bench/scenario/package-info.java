/** What is measured, one class for each. */
package dev.starfold.bench.scenario;
