/** The logs of the system under test: made in bulk, followed, and folded independently of Starfold. */
package dev.starfold.bench.log;
