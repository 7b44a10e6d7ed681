/** What every call has in common: problems, strict reading of requests, who is calling. */
@NullMarked
package dev.starfold.review.http;

import org.jspecify.annotations.NullMarked;
