/** What every service has at its edge: limits of rate and size, the provider's keys, clients' addresses. */
@NullMarked
package dev.starfold.eventstore.edge;

import org.jspecify.annotations.NullMarked;
