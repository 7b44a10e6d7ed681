package dev.starfold.eventstore.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks every event loop each second to answer: one that is blocked, by a long computation or a lock, answers late. */
@Singleton
class EventLoops {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("event-loops").daemon().factory());
    private final List<Loop> loops = new ArrayList<>();

    EventLoops(Vertx vertx, MeterRegistry metrics) {
        for (EventExecutor executor : vertx.nettyEventLoopGroup()) {
            loops.add(new Loop(executor));
        }
        Gauge.builder("starfold.event.loop.delay", this, EventLoops::slowest)
                .description("How long the slowest event loop takes, or has taken so far, to begin what it is given")
                .baseUnit("seconds")
                .strongReference(true)
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        clock.scheduleAtFixedRate(() -> loops.forEach(Loop::ask), 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private double slowest() {
        return loops.stream().mapToLong(Loop::delay).max().orElse(0) / 1e9;
    }

    private static final class Loop {

        private final EventExecutor executor;
        private volatile boolean asked;
        private volatile long askedNanos;
        private volatile long delay;

        Loop(EventExecutor executor) {
            this.executor = executor;
        }

        void ask() {
            if (asked || executor.isShuttingDown()) {
                return;
            }
            askedNanos = System.nanoTime();
            asked = true;
            executor.execute(() -> {
                delay = System.nanoTime() - askedNanos;
                asked = false;
            });
        }

        long delay() {
            return asked ? Math.max(delay, System.nanoTime() - askedNanos) : delay;
        }
    }
}
