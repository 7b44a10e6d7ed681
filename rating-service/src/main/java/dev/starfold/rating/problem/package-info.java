/** Errors as clients see them: RFC 9457 problems, whichever layer refused the request. */
@NullMarked
package dev.starfold.rating.problem;

import org.jspecify.annotations.NullMarked;
