/** The calls that give a reaction and take it back. */
@NullMarked
package dev.starfold.reaction.reacting;

import org.jspecify.annotations.NullMarked;
