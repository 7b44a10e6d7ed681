/** What the counted reviews of an author add up to, over all subjects. */
@NullMarked
package dev.starfold.rating.reviewers;

import org.jspecify.annotations.NullMarked;
