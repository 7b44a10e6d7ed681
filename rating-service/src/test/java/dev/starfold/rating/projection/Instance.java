package dev.starfold.rating.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one instance of the service does with the two logs, with connections of its own. Nothing is tried twice. */
record Instance(ReviewProjection reviews, ReactionProjection reactions) {

    static Instance on(Pool pool) {
        return on(pool, null);
    }

    static Instance on(Pool pool, @Nullable Short slot) {
        return new Instance(new ReviewProjection(pool, slot), new ReactionProjection(pool, slot));
    }

    /** States of one log, or of both: then those of either log are a poll of their own. */
    Future<?> apply(List<? extends Versioned> states) {
        return reviews.apply(only(states, ReviewState.class))
                .compose(_ -> reactions.apply(only(states, ReactionState.class)));
    }

    /** One poll after the other. */
    Future<?> applyAll(List<? extends List<? extends Versioned>> polls) {
        Future<?> done = Future.succeededFuture();
        for (var poll : polls) {
            done = done.compose(_ -> apply(poll));
        }
        return done;
    }

    static <S extends Versioned> List<S> only(List<? extends Versioned> states, Class<S> log) {
        return states.stream()
                .flatMap(it -> log.isInstance(it) ? Stream.of(log.cast(it)) : Stream.of())
                .toList();
    }
}
