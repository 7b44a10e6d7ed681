package dev.starfold.eventstore;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads by key that share their queries: what is asked for while one is under way is read by the next, all of it at once. So
 * every answer is of a query that began after it was asked for, and no timer makes anybody wait.
 *
 * <p>Queries run on an event loop of their own; callers are resumed on theirs.
 */
public final class SharedReads<K, V> {

    private static final long PATIENCE_MILLIS = 5_000;

    private final Vertx vertx;
    private final Context context;
    private final Function<Set<K>, Future<Map<K, V>>> query;
    private Map<K, List<Asked<V>>> asked = new HashMap<>();
    private boolean reading;

    /** @param query what is there of these keys */
    public SharedReads(Vertx vertx, Function<Set<K>, Future<Map<K, V>>> query) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.query = query;
    }

    private record Asked<V>(
            Promise<Optional<V>> answer, @Nullable Context caller) {

        void resume(Runnable completion) {
            if (caller == null) {
                completion.run();
            } else {
                caller.runOnContext(_ -> completion.run());
            }
        }
    }

    /**
     * What is there of the key. Fails with what the query fails with, and with {@link StoreUnavailableException} when it takes
     * longer than 5 seconds.
     */
    public Future<Optional<V>> read(K key) {
        Promise<Optional<V>> answer = Promise.promise();
        if (ask(key, new Asked<>(answer, Vertx.currentContext()))) {
            context.runOnContext(_ -> next());
        }
        return answer.future();
    }

    /** True if nothing is being read. */
    private synchronized boolean ask(K key, Asked<V> one) {
        asked.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(one);
        boolean idle = !reading;
        reading = true;
        return idle;
    }

    private synchronized Map<K, List<Asked<V>>> taken() {
        Map<K, List<Asked<V>>> all = asked;
        asked = new HashMap<>();
        reading = !all.isEmpty();
        return all;
    }

    private void next() {
        Map<K, List<Asked<V>>> present = taken();
        if (present.isEmpty()) {
            return;
        }
        Promise<Map<K, V>> found = Promise.promise();
        long timer = vertx.setTimer(PATIENCE_MILLIS, _ -> found.tryFail(new StoreUnavailableException(null)));
        found.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            next();
            present.forEach((key, all) -> all.forEach(one -> one.resume(() -> {
                if (done.succeeded()) {
                    one.answer.complete(Optional.ofNullable(done.result().get(key)));
                } else {
                    one.answer.fail(done.cause());
                }
            })));
        });
        Future.succeededFuture()
                .compose(_ -> query.apply(present.keySet()))
                .onSuccess(found::tryComplete)
                .onFailure(found::tryFail);
    }
}
