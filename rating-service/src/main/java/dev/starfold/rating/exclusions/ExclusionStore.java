package dev.starfold.rating.exclusions;

import dev.starfold.eventstore.Command;
import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventStore;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.StoreSettings;
import dev.starfold.eventstore.relay.Relay;
import dev.starfold.eventstore.relay.RelaySettings;
import dev.starfold.eventstore.watch.StartOrder;
import dev.starfold.rating.exclusions.ExclusionProjection.Nothing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The service's event store and relay, from start to stop: exclusions in, events out. */
@Singleton
public class ExclusionStore {

    private final EventStore<ExclusionEvent, Nothing> store;
    private final Relay<ExclusionEvent> relay;

    ExclusionStore(
            Vertx vertx,
            Pool pool,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "starfold.topic.name") String topic,
            @ConfigProperty(name = "starfold.topic.partitions") int partitions,
            @ConfigProperty(name = "starfold.topic.replication") int replication,
            @ConfigProperty(name = "starfold.store.max-batch") int maxBatch,
            @ConfigProperty(name = "starfold.store.max-queue") int maxQueue) {
        var log = new EventLog<>(new EventCodec<>(ExclusionEvent.class));
        var defaults = StoreSettings.defaults();
        var limits = new StoreSettings(maxBatch, maxQueue, defaults.lockTimeout(), defaults.commandTimeout());
        var settings = RelaySettings.of(topic, partitions, replication, "/rating-service", instance());
        this.store = new EventStore<>(vertx, pool, log, new ExclusionProjection(), limits, metrics);
        this.relay = new Relay<>(pool, log, PublicExclusion::event, kafka, settings, metrics);
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

    /** Decides and appends; fails with the decision's rejection or with the store's own failures. */
    Uni<Outcome<ExclusionEvent>> execute(
            UUID stream, ExclusionCommand command, Metadata metadata, @Nullable Idempotency idempotency) {
        var decided = new Command<ExclusionEvent, Nothing>(
                stream,
                history -> ExclusionDecider.decide(ExclusionProjection.fold(history), command),
                metadata,
                new Nothing(),
                idempotency);
        return Uni.createFrom().completionStage(() -> store.execute(decided).toCompletionStage());
    }

    /** Why events are not published until somebody acts; empty also while Kafka is merely away. */
    Optional<String> refusal() {
        return relay.refusal();
    }

    /** What sends the events. */
    public Relay<?> relay() {
        return relay;
    }

    /** Host and process are for people to read; in containers both may repeat, and two owners of one name would both relay. */
    private static String instance() {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
        return host + "/" + ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    }
}
