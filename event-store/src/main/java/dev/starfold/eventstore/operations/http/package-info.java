/** The operators' calls, the same in every service. Beside the edge the only place of this library that knows of HTTP. */
@NullMarked
package dev.starfold.eventstore.operations.http;

import org.jspecify.annotations.NullMarked;
