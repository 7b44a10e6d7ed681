/** Ratings as they change: a stream of server-sent events per subscriber, one reader for all of them. */
@NullMarked
package dev.starfold.rating.live;

import org.jspecify.annotations.NullMarked;
