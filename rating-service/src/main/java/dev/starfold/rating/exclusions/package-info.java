/** Exclusions: what moderators take out of the counts of a subject. The one thing that this service itself is the source of. */
@NullMarked
package dev.starfold.rating.exclusions;

import org.jspecify.annotations.NullMarked;
