/**
 * Hostile requests, made from a service's own OpenAPI document, and what its answers to them must be. For the services'
 * tests alone; these bring Jackson.
 */
@NullMarked
package dev.starfold.embedded.fuzz;

import org.jspecify.annotations.NullMarked;
