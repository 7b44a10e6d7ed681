/** What every call has in common: problems, strict reading of requests, who is calling. */
@NullMarked
package dev.starfold.reaction.http;

import org.jspecify.annotations.NullMarked;
