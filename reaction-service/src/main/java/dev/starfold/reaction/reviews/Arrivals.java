package dev.starfold.reaction.reviews;

import dev.starfold.reaction.Rejection.Unknown;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waits for reviews that are newer than what is known here: a client may know a review before its event has come. One query
 * serves all who wait, whenever this replica has applied something, and a few times a second for what another one applied.
 */
@Singleton
public class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    /** That many are not late, they are guessed: whoever comes on top is answered at once. Half of those let in may wait. */
    private static final int MOST = 256;

    // The lateral with its limit keeps the plan on the index, also when it was made while the table was empty.
    private static final String KNOWN = """
            select known.review_id from unnest($1::uuid[]) awaited(id)
            cross join lateral (select review_id from live_known_review where review_id = awaited.id limit 1) known
            """;

    private final Pool pool;
    private final Duration patience;
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean checking = new AtomicBoolean();

    Arrivals(Pool pool, @ConfigProperty(name = "starfold.reviews.patience") Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    private record Waiter(UUID review, CompletableFuture<Boolean> arrival) {}

    void start(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> check());
    }

    /** What the query finds of the review, asked again once the review is known; fails with {@link Unknown}. */
    public <T> Uni<T> orAwaited(UUID review, Supplier<Uni<@Nullable T>> query) {
        return query.get()
                .chain(found -> found != null
                        ? Uni.createFrom().item(found)
                        : arrival(review).chain(_ -> query.get()))
                .onItem()
                .ifNull()
                .failWith(Unknown::new);
    }

    private Uni<Boolean> arrival(UUID review) {
        if (waiting.size() >= MOST) {
            return Uni.createFrom().failure(Unknown::new);
        }
        Waiter waiter = new Waiter(review, new CompletableFuture<>());
        waiting.add(waiter);
        Uni<Boolean> arrival = Uni.createFrom()
                .completionStage(waiter.arrival)
                .ifNoItem()
                .after(patience)
                .recoverWithItem(false)
                .onTermination()
                .invoke(() -> waiting.remove(waiter));
        // Sessions belong to the context of the request, and it is another that finds the review.
        Context caller = Vertx.currentContext();
        return caller == null ? arrival : arrival.emitOn(resume -> caller.runOnContext(_ -> resume.run()));
    }

    int waiting() {
        return waiting.size();
    }

    /** Looks for all that are waited for; nothing to do while nobody waits. */
    void check() {
        if (waiting.isEmpty() || !checking.compareAndSet(false, true)) {
            return;
        }
        UUID[] ids = waiting.stream().map(Waiter::review).distinct().toArray(UUID[]::new);
        pool.preparedQuery(KNOWN)
                .execute(Tuple.of(ids))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> checking.set(false))
                .onSuccess(this::arrived)
                .onFailure(failure -> LOG.debug("awaited reviews not looked for", failure));
    }

    private void arrived(RowSet<Row> rows) {
        Set<UUID> known = new HashSet<>();
        rows.forEach(row -> known.add(row.getUUID(0)));
        waiting.stream()
                .filter(waiter -> known.contains(waiter.review))
                .forEach(waiter -> waiter.arrival.complete(true));
    }
}
