/** Who reacted, and to what, in pages. */
@NullMarked
package dev.starfold.reaction.listing;

import org.jspecify.annotations.NullMarked;
