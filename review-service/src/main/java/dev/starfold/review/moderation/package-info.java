/** What moderators do, and what they hear of: hiding, restoring, erasing texts; reports and their queue. */
@NullMarked
package dev.starfold.review.moderation;

import org.jspecify.annotations.NullMarked;
