/** What keeps a service answering when more is asked of it than it can do. */
@NullMarked
package dev.starfold.eventstore.admission;

import org.jspecify.annotations.NullMarked;
