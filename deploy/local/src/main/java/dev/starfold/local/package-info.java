/** The whole system on one machine: {@link dev.starfold.local.Up} starts it, {@link dev.starfold.local.Gateway} is its one entry. */
package dev.starfold.local;
