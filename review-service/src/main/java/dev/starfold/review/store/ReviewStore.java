package dev.starfold.review.store;

import dev.starfold.eventstore.Command;
import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventStore;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.StoreSettings;
import dev.starfold.eventstore.relay.Relay;
import dev.starfold.eventstore.relay.RelaySettings;
import dev.starfold.eventstore.watch.StartOrder;
import dev.starfold.eventstore.watch.WarmUp;
import dev.starfold.review.ReviewCommand;
import dev.starfold.review.ReviewCommand.Erase;
import dev.starfold.review.ReviewDecider;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.UserErased;
import dev.starfold.review.Text;
import dev.starfold.review.publishing.PublicErasure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The service's event store and relay, from start to stop: reviews in, events out. */
@Singleton
public class ReviewStore implements WarmUp {

    private final Pool pool;
    private final EventLog<ReviewEvent> log = new EventLog<>(new EventCodec<>(ReviewEvent.class));
    private final ReviewProjection projection = new ReviewProjection(log);
    private final EventStore<ReviewEvent, WrittenText> store;
    private final Relay<ReviewEvent> relay;

    ReviewStore(
            Vertx vertx,
            Pool pool,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "starfold.topic.name") String topic,
            @ConfigProperty(name = "starfold.topic.partitions") int partitions,
            @ConfigProperty(name = "starfold.topic.replication") int replication,
            @ConfigProperty(name = "starfold.store.max-batch") int maxBatch,
            @ConfigProperty(name = "starfold.store.max-queue") int maxQueue) {
        this.pool = pool;
        StoreSettings defaults = StoreSettings.defaults();
        StoreSettings limits = new StoreSettings(maxBatch, maxQueue, defaults.lockTimeout(), defaults.commandTimeout());
        this.store = new EventStore<>(vertx, pool, log, projection, limits, metrics);
        RelaySettings settings = RelaySettings.of(topic, partitions, replication, "/review-service", instance())
                .with(PublicErasure.TOPIC);
        this.relay = new Relay<>(pool, log, PublicErasure::eventOrNothing, kafka, settings, metrics);
    }

    void start(@Observes @Priority(StartOrder.STORE) StartupEvent event) throws Exception {
        relay.follow(store);
        store.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        relay.start();
    }

    /** It looks while the rest of the service starts. */
    void admit(@Observes @Priority(StartOrder.ADMITTED) StartupEvent event) {
        relay.awaitFirstLook();
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        try {
            store.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } finally {
            relay.close();
        }
    }

    /** A transaction in which nothing is decided. */
    @Override
    public Uni<?> warmUp() {
        return uni(() -> store.execute(
                new Command<>(new UUID(0, 0), history -> List.of(), Metadata.of(null, null), WrittenText.NONE, null)));
    }

    /** Decides and appends; fails with the decision's rejection or with the store's own failures. */
    public Uni<Outcome<ReviewEvent>> execute(
            UUID stream, ReviewCommand command, Text text, Metadata metadata, @Nullable Idempotency idempotency) {
        return uni(() -> submit(stream, command, text, metadata, idempotency));
    }

    /**
     * As {@link #execute}, and at once: what goes to one stream is decided in the order of these calls, and the future of a
     * command that the queue has no place for has failed when this returns.
     */
    public Future<Outcome<ReviewEvent>> submit(
            UUID stream, ReviewCommand command, Text text, Metadata metadata, @Nullable Idempotency idempotency) {
        return store.execute(new Command<>(
                stream,
                history -> ReviewDecider.decide(ReviewProjection.fold(history), command),
                metadata,
                WrittenText.of(text),
                idempotency));
    }

    /** Erases all that a stream has of its author; whose command it was is not kept, in which trace it ran is. */
    public Future<Outcome<ReviewEvent>> erase(UUID stream, Erase command, @Nullable String traceparent) {
        return submit(stream, command, Text.NONE, Metadata.of(null, traceparent), null);
    }

    /** Tells other services of an erasure, once, and ends it here. */
    public Future<Outcome<ReviewEvent>> announce(UserErased erased, @Nullable String traceparent) {
        return store.execute(new Command<>(
                erased.erasure(),
                history -> history.isEmpty() ? List.of(erased) : List.of(),
                Metadata.of(null, traceparent),
                WrittenText.NONE,
                null));
    }

    /** Everything that happened in streams, by stream, oldest first. */
    public Future<Map<UUID, List<Recorded<ReviewEvent>>>> histories(Collection<UUID> streams) {
        return log.streams(pool, streams);
    }

    /** Everything that happened in a stream, oldest first. */
    public Uni<List<Recorded<ReviewEvent>>> history(UUID stream) {
        return Reads.bounded(uni(() -> log.streams(pool, List.of(stream))))
                .map(histories -> histories.getOrDefault(stream, List.of()));
    }

    /** How many documents for the search index this instance has written. */
    long documentsWritten() {
        return projection.documentsWritten();
    }

    /** Why events are not published until somebody acts; empty also while Kafka is merely away. */
    public Optional<String> refusal() {
        return relay.refusal();
    }

    /** What sends the events. */
    public Relay<?> relay() {
        return relay;
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> future) {
        return Uni.createFrom().completionStage(() -> future.get().toCompletionStage());
    }

    /** Host and process are for people to read; in containers both may repeat, and two owners of one name would both relay. */
    static String instance() {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
        return host + "/" + ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    }
}
