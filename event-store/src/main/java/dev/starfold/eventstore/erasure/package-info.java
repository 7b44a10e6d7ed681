/** Erasing users: what tells of it on Kafka, and what a service needs to do its part, in pieces and resumably. */
@NullMarked
package dev.starfold.eventstore.erasure;

import org.jspecify.annotations.NullMarked;
