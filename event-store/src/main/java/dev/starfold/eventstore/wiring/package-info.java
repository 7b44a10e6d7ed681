/** What a service of the application framework gets from here without asking for it. */
@NullMarked
package dev.starfold.eventstore.wiring;

import org.jspecify.annotations.NullMarked;
