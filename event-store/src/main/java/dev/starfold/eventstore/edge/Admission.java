package dev.starfold.eventstore.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets in as many requests as can be answered soon, and refuses the rest at once: 503 with {@code Retry-After}, before a token
 * is verified or a byte of the body is kept. By Little's law the time a request spends here is the number let in divided by
 * the rate of answers, so the bound on the number is a bound on the latency of what is accepted, and on memory.
 *
 * <p>A request counts from when its body is complete until its answer begins: a slow sender or reader holds no place. Whose body
 * is not complete in time is answered 408 and its connection closed.
 */
@Singleton
public class Admission {

    // Behind CORS (300), so that a page may read the refusal; before anyone is counted or verified (250, 200).
    private static final int AT_THE_DOOR = 275;
    // Behind the reading of the body (50), before the resource.
    private static final int WITH_BODY = 40;
    private static final String RETRY_SECONDS = "1";

    private static final EdgeProblem OVERLOADED =
            new EdgeProblem(503, "overloaded", "More is being asked than can be answered. Nothing was done.");
    private static final EdgeProblem LATE =
            new EdgeProblem(408, "timeout", "The body was not complete in time. Nothing was done.");

    private final int most;
    private final long bodyMillis;
    private final List<String> streams;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter refused;
    private final Counter late;

    /**
     * @param most requests in flight
     * @param bodyTimeout how long a body may take
     * @param streams paths whose bodies may take any time, as they are read and limited line by line
     */
    Admission(
            @ConfigProperty(name = "starfold.admission.max-in-flight") int most,
            @ConfigProperty(name = "starfold.admission.body-timeout") Duration bodyTimeout,
            @ConfigProperty(name = "starfold.admission.streams") List<String> streams,
            MeterRegistry metrics) {
        this.most = most;
        this.bodyMillis = bodyTimeout.toMillis();
        this.streams = List.copyOf(streams);
        metrics.gauge("starfold.admission.in-flight", inFlight);
        this.refused = Counter.builder("starfold.admission.refused")
                .description("Requests answered 503, because as many as allowed were in flight")
                .register(metrics);
        this.late = Counter.builder("starfold.admission.late")
                .description("Requests answered 408, because their body was not complete in time")
                .register(metrics);
    }

    void install(@Observes Filters filters) {
        filters.register(this::atTheDoor, AT_THE_DOOR);
        filters.register(this::withBody, WITH_BODY);
    }

    void atTheDoor(RoutingContext context) {
        if (inFlight.get() >= most) {
            refuse(context);
            return;
        }
        if (Bodies.mayFollow(context.request()) && !streams.contains(context.normalizedPath())) {
            long timer = context.vertx().setTimer(bodyMillis, _ -> giveUp(context));
            context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
        }
        context.next();
    }

    void withBody(RoutingContext context) {
        if (inFlight.incrementAndGet() > most) {
            inFlight.decrementAndGet();
            refuse(context);
            return;
        }
        var held = new AtomicBoolean(true);
        Runnable release = () -> {
            if (held.compareAndSet(true, false)) {
                inFlight.decrementAndGet();
            }
        };
        // The head of an answer comes with the answer, or begins a stream; a client that went away gets none.
        context.addHeadersEndHandler(_ -> release.run());
        context.addEndHandler(_ -> release.run());
        context.next();
    }

    private void refuse(RoutingContext context) {
        refused.increment();
        context.response().putHeader("Retry-After", RETRY_SECONDS);
        OVERLOADED.answer(context.request());
    }

    private void giveUp(RoutingContext context) {
        if (context.request().isEnded() || context.response().headWritten()) {
            return;
        }
        late.increment();
        context.response().putHeader("Connection", "close");
        LATE.answer(context.request())
                .onComplete(_ -> context.request().connection().close());
    }
}
