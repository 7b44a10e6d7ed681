package dev.starfold.review.privacy;

import dev.starfold.eventstore.erasure.Chunks;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.publishing.PublicErasure;
import dev.starfold.review.store.ReviewStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Erasures from the request to the word to other services. What is cut off anywhere is taken up again within a minute, by
 * whichever replica finds it; the steps bear repetition.
 */
@Singleton
class Erasures {

    private static final Logger LOG = Logger.getLogger(Erasures.class);
    private static final long LOOK_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final long RENEW_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long FORGET_MILLIS = Duration.ofHours(1).toMillis();

    /** Not before it was sent, nor while all is sent again. */
    private static final String FORGET = """
            update event set data = data - 'user' where position in (
                select position from event
                where type = 'user-erased' and data->>'user' is not null
                    and recorded_at < now() - $1 * interval '1 second'
                    and position <= (select min(cursor) from relay)
                order by position limit 100)
            """;

    private final Vertx vertx;
    private final Pool pool;
    private final PendingErasures pending;
    private final ReviewErasure part;
    private final ReviewStore store;
    private final AtomicBoolean resuming = new AtomicBoolean();
    private volatile boolean stopping;

    Erasures(Vertx vertx, Pool pool, PendingErasures pending, ReviewErasure part, ReviewStore store) {
        this.vertx = vertx;
        this.pool = pool;
        this.pending = pending;
        this.part = part;
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        vertx.setTimer(1, now -> resume());
        vertx.setTimer(1, now -> forget(PublicErasure.TOPIC.retention()));
        vertx.setPeriodic(LOOK_MILLIS, now -> resume());
        vertx.setPeriodic(FORGET_MILLIS, now -> forget(PublicErasure.TOPIC.retention()));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Erases all that there is of the user now, and has other services do so. Once it has begun it ends, even if what is returned
     * fails.
     *
     * @param traceparent of the call; one that is taken up again has none
     */
    Future<Void> erase(String user, @Nullable String traceparent) {
        return pending.begin(user).compose(begun -> run(begun.in(traceparent)));
    }

    private void resume() {
        if (stopping || !resuming.compareAndSet(false, true)) {
            return;
        }
        pending.claim()
                .compose(found -> found.map(one -> run(one).map(true)).orElseGet(() -> Future.succeededFuture(false)))
                .onFailure(e -> LOG.warnf("an erasure waits to be taken up again: %s", e))
                .onComplete(done -> {
                    resuming.set(false);
                    if (Boolean.TRUE.equals(done.result())) {
                        resume();
                    }
                });
    }

    private Future<Void> run(UserErased erasure) {
        long renewing = vertx.setPeriodic(RENEW_MILLIS, now -> pending.renew(erasure));
        return part.erase(erasure)
                .compose(done -> store.announce(
                        new ReviewEvent.UserErased(erasure.erasureId(), erasure.user(), erasure.at()),
                        erasure.traceparent()))
                .<Void>mapEmpty()
                .onFailure(cutOff -> pending.release(erasure))
                .onComplete(done -> vertx.cancelTimer(renewing));
    }

    /** Blanks whom an erasure was about, in the log, when the topic has forgotten it too. */
    Future<Void> forget(Duration after) {
        return Chunks.rewrite(pool, FORGET, Tuple.of(after.toSeconds()))
                .onFailure(e -> LOG.warnf("whom past erasures were about is not blanked yet: %s", e));
    }
}
