/** What the reactions to a review add up to. */
@NullMarked
package dev.starfold.reaction.summary;

import org.jspecify.annotations.NullMarked;
