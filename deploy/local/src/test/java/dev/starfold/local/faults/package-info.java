/**
 * Harm done to a whole running system on purpose: {@link dev.starfold.local.faults.Fault}s strike while a checker keeps
 * commanding, and an oracle then holds the system to every answer it gave.
 */
@NullMarked
package dev.starfold.local.faults;

import org.jspecify.annotations.NullMarked;
