package dev.starfold.reaction.store;

import dev.starfold.eventstore.Command;
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
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionCommand;
import dev.starfold.reaction.ReactionDecider;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.publishing.PublicReaction;
import dev.starfold.reaction.store.ReactionProjection.Nothing;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's event store and relay, from start to stop: reactions in, events out. */
@Singleton
public class ReactionStore implements WarmUp {

    private final EventStore<ReactionEvent, Nothing> store;
    private final Relay<ReactionEvent> relay;

    ReactionStore(
            Vertx vertx,
            Pool pool,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "starfold.topic.name") String topic,
            @ConfigProperty(name = "starfold.topic.partitions") int partitions,
            @ConfigProperty(name = "starfold.topic.replication") int replication,
            @ConfigProperty(name = "starfold.store.max-batch") int maxBatch,
            @ConfigProperty(name = "starfold.store.max-queue") int maxQueue) {
        EventLog<ReactionEvent> log = new EventLog<>(new EventCodec<>(ReactionEvent.class));
        StoreSettings defaults = StoreSettings.defaults();
        StoreSettings limits = new StoreSettings(maxBatch, maxQueue, defaults.lockTimeout(), defaults.commandTimeout());
        this.store = new EventStore<>(vertx, pool, log, new ReactionProjection(), limits, metrics);
        RelaySettings settings = RelaySettings.of(topic, partitions, replication, "/reaction-service", instance());
        this.relay = new Relay<>(pool, log, PublicReaction::eventOrNothing, kafka, settings, metrics);
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
        Command<ReactionEvent, Nothing> nothing =
                new Command<>(new UUID(0, 0), history -> List.of(), Metadata.of(null, null), Nothing.ELSE, null);
        return Uni.createFrom().completionStage(() -> store.execute(nothing).toCompletionStage());
    }

    /** Decides and appends; fails with the decision's rejection or with the store's own failures. */
    public Uni<Outcome<ReactionEvent>> execute(UUID reaction, ReactionCommand command, Metadata metadata) {
        return Uni.createFrom().completionStage(() -> store.execute(command(reaction, command, metadata))
                .toCompletionStage());
    }

    static Command<ReactionEvent, Nothing> command(UUID reaction, ReactionCommand command, Metadata metadata) {
        return new Command<>(
                reaction,
                history -> ReactionDecider.decide(ReactionProjection.fold(history), command),
                metadata,
                Nothing.ELSE,
                null);
    }

    /** Whether there was a reaction that the command's repeats or replaces. */
    public static boolean stoodBefore(Outcome<ReactionEvent> outcome) {
        List<Recorded<ReactionEvent>> history = outcome.history();
        return Reaction.stands(ReactionProjection.fold(
                history.subList(0, history.size() - outcome.appended().size())));
    }

    /** Why events are not published until somebody acts; empty also while Kafka is merely away. */
    public Optional<String> refusal() {
        return relay.refusal();
    }

    /** What sends the events. */
    public Relay<?> relay() {
        return relay;
    }

    /** Host and process are for people to read; in containers both may repeat, and two owners of one name would both relay. */
    static String instance() {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
        return host + "/" + ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    }
}
