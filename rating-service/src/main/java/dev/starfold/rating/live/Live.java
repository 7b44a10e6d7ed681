package dev.starfold.rating.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.rating.Rating;
import dev.starfold.rating.RatingReader;
import dev.starfold.rating.problem.Problems;
import dev.starfold.rating.projection.Change;
import dev.starfold.rating.projection.Changes;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * All open streams of this instance, and the one reader that serves them: a read at a time, of all subjects that have news
 * or a new subscriber by then. As each read begins after the one before has ended, no stream goes back in time. All state
 * here belongs to one event loop.
 */
@Singleton
class Live {

    private static final Logger LOG = Logger.getLogger(Live.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RatingReader reader;
    private final Changes changes;
    private final ObjectMapper json;
    private final Settings settings;
    private final Context context;

    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Set<Subscriber>> subscribers = new HashMap<>();
    private final Set<String> due = new LinkedHashSet<>();
    private boolean reading;
    private boolean ending;

    /** How many streams may be open at once, and how often each is shown to be alive. */
    record Settings(int most, Duration ping) {}

    Live(RatingReader reader, Changes changes, ObjectMapper json, Settings settings, Vertx vertx) {
        this.reader = reader;
        this.changes = changes;
        this.json = json;
        this.settings = settings;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    void start(@Observes StartupEvent start) {
        changes.listen(change -> context.runOnContext(_ -> hear(change)));
        context.owner().setPeriodic(settings.ping().toMillis(), _ -> context.runOnContext(_ -> all(Subscriber::ping)));
    }

    /** Ahead of the wait for requests under way, which these would prolong to its end. */
    void stop(@Observes ShutdownDelayInitiatedEvent stop) {
        end();
    }

    void stop(@Observes ShutdownEvent stop) {
        end();
    }

    /**
     * A stream, once subscribed to: its current state unless the client has it, then each change.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 when as many as may be are open
     */
    Multi<OutboundSseEvent> subscribe(Subscriber.Request request) {
        if (open.incrementAndGet() > settings.most()) {
            open.decrementAndGet();
            throw Problems.tooManyStreams();
        }
        return Multi.createFrom().publisher(stream -> {
            var subscriber = new Subscriber(request, stream, context, this::forget);
            stream.onSubscribe(subscriber);
            context.runOnContext(_ -> add(subscriber, request.lastEventId() != null));
        });
    }

    private void add(Subscriber subscriber, boolean resumed) {
        if (subscriber.hasEnded()) {
            return;
        }
        subscribers
                .computeIfAbsent(subscriber.subject(), _ -> new LinkedHashSet<>())
                .add(subscriber);
        if (ending) {
            subscriber.end();
        }
        if (resumed) {
            // It may have to wait for long for anything else to tell it that it is connected.
            subscriber.ping();
        }
        due.add(subscriber.subject());
        read();
    }

    private void forget(Subscriber subscriber) {
        open.decrementAndGet();
        subscribers.computeIfPresent(subscriber.subject(), (_, others) -> {
            others.remove(subscriber);
            return others.isEmpty() ? null : others;
        });
    }

    private void hear(Change change) {
        switch (change) {
            case Change.Of(var subjects) -> due.addAll(subjects);
            case Change.OfAny _ -> due.addAll(subscribers.keySet());
        }
        read();
    }

    private void read() {
        due.retainAll(subscribers.keySet());
        if (reading || due.isEmpty()) {
            return;
        }
        reading = true;
        var batch = due.stream().limit(BATCH).toList();
        batch.forEach(due::remove);
        var own = VertxContext.createNewDuplicatedContext(context);
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(_ -> Uni.createFrom()
                .deferred(() -> reader.read(batch))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(
                        ratings -> context.runOnContext(_ -> show(ratings)),
                        failure -> context.runOnContext(_ -> again(batch, failure))));
    }

    private void show(List<Rating> ratings) {
        for (var rating : ratings) {
            var state = State.of(rating, serialised(rating));
            // A copy: who leaves meanwhile is taken from the set.
            List.copyOf(subscribers.getOrDefault(rating.subject(), Set.of())).forEach(it -> it.offer(state));
        }
        reading = false;
        read();
    }

    private void again(List<String> batch, Throwable failure) {
        LOG.debug("not read yet", failure);
        due.addAll(batch);
        context.owner()
                .setTimer(
                        RETRY.toMillis(),
                        _ -> context.runOnContext(_ -> {
                            reading = false;
                            read();
                        }));
    }

    private String serialised(Rating rating) {
        try {
            return json.writeValueAsString(rating);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        context.runOnContext(_ -> {
            ending = true;
            all(Subscriber::end);
        });
    }

    private void all(Consumer<Subscriber> action) {
        subscribers.values().stream().flatMap(Set::stream).toList().forEach(action);
    }
}
