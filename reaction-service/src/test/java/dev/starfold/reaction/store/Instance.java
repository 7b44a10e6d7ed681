package dev.starfold.reaction.store;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventStore;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.StoreSettings;
import dev.starfold.reaction.ReactionCommand;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.TestDatabase;
import dev.starfold.reaction.store.ReactionProjection.Nothing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.UUID;

/** The store of one replica, without the service around it. */
final class Instance implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final EventStore<ReactionEvent, Nothing> store;

    Instance(TestDatabase database) {
        var server = EmbeddedServers.postgres();
        pool = PgBuilder.pool()
                .using(vertx)
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(PgConnectOptions.fromUri(server.reactiveUrl(database.name))
                        .setUser(server.user())
                        .setPassword(server.password())
                        .setCachePreparedStatements(true))
                .build();
        store = new EventStore<>(
                vertx,
                pool,
                new EventLog<>(new EventCodec<>(ReactionEvent.class)),
                new ReactionProjection(),
                StoreSettings.defaults(),
                new SimpleMeterRegistry());
        join(store.start());
    }

    Future<Outcome<ReactionEvent>> execute(UUID reaction, String user, ReactionCommand command) {
        return store.execute(ReactionStore.command(reaction, command, Metadata.of(user, null)));
    }

    Pool pool() {
        return pool;
    }

    static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        join(store.stop());
        join(pool.close());
        join(vertx.close());
    }
}
