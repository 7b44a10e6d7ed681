/** Loads: closed-loop ones by wrk and pgbench, an open-loop one at a constant rate, and the data they send. */
package dev.starfold.bench.load;
