package dev.starfold.review.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starfold.eventstore.Command;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventStore;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.StoreSettings;
import dev.starfold.review.ReviewCommand;
import dev.starfold.review.ReviewDecider;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.Text;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.UUID;

/** The log of reviews with the tables that an append keeps, and nothing else of the service. */
public final class Logged {

    private final EventStore<ReviewEvent, WrittenText> store;

    public Logged(Vertx vertx, Pool pool) {
        EventLog<ReviewEvent> log = new EventLog<>(new EventCodec<>(ReviewEvent.class));
        store = new EventStore<>(
                vertx, pool, log, new ReviewProjection(log), StoreSettings.defaults(), new SimpleMeterRegistry());
        store.start().toCompletionStage().toCompletableFuture().join();
    }

    /** With a key of its own, as most clients send one. */
    public Future<Outcome<ReviewEvent>> execute(UUID stream, ReviewCommand command, Text text, String actor) {
        UUID key = UUID.nameUUIDFromBytes((actor + command.at()).getBytes(UTF_8));
        return store.execute(new Command<>(
                stream,
                history -> ReviewDecider.decide(ReviewProjection.fold(history), command),
                Metadata.of(actor, null),
                WrittenText.of(text),
                new Command.Idempotency(key, key)));
    }

    /** As the service erases. */
    public Future<Outcome<ReviewEvent>> erase(UUID stream, ReviewCommand.Erase command) {
        return store.execute(new Command<>(
                stream,
                history -> ReviewDecider.decide(ReviewProjection.fold(history), command),
                Metadata.of(null, null),
                WrittenText.NONE,
                null));
    }

    public Future<Void> stop() {
        return store.stop();
    }
}
