/** What the service holds of a user: to be seen, and to be erased. */
@NullMarked
package dev.starfold.review.privacy;

import org.jspecify.annotations.NullMarked;
