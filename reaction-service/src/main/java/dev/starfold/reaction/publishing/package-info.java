/** What other services get to read. */
@NullMarked
package dev.starfold.reaction.publishing;

import org.jspecify.annotations.NullMarked;
