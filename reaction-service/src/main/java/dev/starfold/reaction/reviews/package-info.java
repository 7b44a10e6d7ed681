/** What is known here of reviews: review-service's events in, one row per review out. */
@NullMarked
package dev.starfold.reaction.reviews;

import org.jspecify.annotations.NullMarked;
