/**
 * What a reaction is and what may happen to it: plain Java, free of frameworks. {@link dev.starfold.reaction.ReactionDecider}
 * decides, {@link dev.starfold.reaction.Reaction} folds.
 */
@NullMarked
package dev.starfold.reaction;

import org.jspecify.annotations.NullMarked;
