/** How long each query takes as a hundred times as much is stored, and by what plan. */
package dev.starfold.bench.growth;
