/** This service's part in erasing a user. */
@NullMarked
package dev.starfold.reaction.erasing;

import org.jspecify.annotations.NullMarked;
