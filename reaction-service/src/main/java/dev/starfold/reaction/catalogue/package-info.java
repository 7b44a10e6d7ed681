/** The kinds there are. */
@NullMarked
package dev.starfold.reaction.catalogue;

import org.jspecify.annotations.NullMarked;
