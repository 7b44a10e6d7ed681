/** What the consumers of other services' logs work with. */
@NullMarked
package dev.starfold.reaction.consuming;

import org.jspecify.annotations.NullMarked;
