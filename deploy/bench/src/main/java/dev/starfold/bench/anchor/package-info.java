/** What Starfold is measured against: the limit, or what one would use instead. */
package dev.starfold.bench.anchor;
