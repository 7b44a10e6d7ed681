package dev.starfold.eventstore.watch;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Warms the service up while its ports are still closed. What fails is left: readiness tells what is away, callers try again. */
@Singleton
class WarmStart {

    private static final Logger LOG = Logger.getLogger(WarmStart.class);
    private static final Duration IN_ALL = Duration.ofSeconds(20);

    /** The first attempt may be late because it is the first. */
    private static final int AGAIN = 2;

    private CompletionStage<?> warm = CompletableFuture.completedStage(null);

    void begin(@Observes @Priority(StartOrder.WARMING) StartupEvent event, Instance<WarmUp> all) {
        warm = warm(all, IN_ALL);
    }

    void end(@Observes @Priority(StartOrder.WARM) StartupEvent event) {
        warm.toCompletableFuture().join();
    }

    /** All at once, as each waits for others most of the time; done within the time given, whatever they do. */
    static CompletionStage<?> warm(Iterable<WarmUp> all, Duration atMost) {
        long begun = System.nanoTime();
        var warming = StreamSupport.stream(all.spliterator(), false)
                .map(one -> warm(one, atMost).subscribeAsCompletionStage())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(warming)
                .thenRun(() -> LOG.debugf(
                        "warm after %d ms",
                        Duration.ofNanos(System.nanoTime() - begun).toMillis()));
    }

    private static Uni<Void> warm(WarmUp one, Duration atMost) {
        return Uni.createFrom()
                .deferred(() -> one.warmUp().replaceWithVoid())
                .onFailure()
                .retry()
                .atMost(AGAIN)
                .ifNoItem()
                .after(atMost)
                .fail()
                .onFailure()
                .invoke(e -> LOG.infof("%s is not warm: %s", one.getClass().getSimpleName(), e))
                .onFailure()
                .recoverWithNull();
    }
}
