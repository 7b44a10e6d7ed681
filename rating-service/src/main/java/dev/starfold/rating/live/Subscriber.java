package dev.starfold.rating.live;

import io.vertx.core.Context;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. Holds at most one state that is not sent yet, the latest; none that the client has already. Everything
 * happens on the context of {@link Live}.
 */
final class Subscriber implements Flow.Subscription {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final String subject;
    private final Sse sse;
    private final Flow.Subscriber<? super OutboundSseEvent> stream;
    private final Context context;
    private final Consumer<Subscriber> left;

    private long demand;
    private boolean resting;
    private boolean ended;
    private @Nullable String sent;
    private @Nullable State pending;

    Subscriber(
            Request request,
            Flow.Subscriber<? super OutboundSseEvent> stream,
            Context context,
            Consumer<Subscriber> left) {
        this.subject = request.subject();
        this.sent = request.lastEventId();
        this.sse = request.sse();
        this.stream = stream;
        this.context = context;
        this.left = left;
    }

    /** What a client asks for, and the id of the state that it has, if it has one. */
    record Request(String subject, @Nullable String lastEventId, Sse sse) {}

    String subject() {
        return subject;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The newest state there is. */
    void offer(State state) {
        pending = Objects.equals(state.id(), sent) ? null : state;
        send();
    }

    /** A client that is busy reading needs none. */
    void ping() {
        if (demand > 0 && !ended) {
            demand--;
            stream.onNext(sse.newEventBuilder().comment("ping").build());
        }
    }

    void end() {
        if (!ended) {
            ended = true;
            left.accept(this);
            stream.onComplete();
        }
    }

    @Override
    public void request(long n) {
        context.runOnContext(_ -> {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            send();
        });
    }

    @Override
    public void cancel() {
        context.runOnContext(_ -> {
            if (!ended) {
                ended = true;
                left.accept(this);
            }
        });
    }

    private void send() {
        var next = pending;
        if (next == null || demand == 0 || resting || ended) {
            return;
        }
        pending = null;
        sent = next.id();
        demand--;
        resting = true;
        context.owner()
                .setTimer(
                        INTERVAL.toMillis(),
                        _ -> context.runOnContext(_ -> {
                            resting = false;
                            send();
                        }));
        stream.onNext(sse.newEventBuilder()
                .name("rating")
                .id(next.id())
                .data(String.class, next.json())
                .build());
    }
}
