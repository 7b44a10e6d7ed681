package dev.starfold.eventstore;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.InlineProjection.Appended;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One instance of a service: its own Vert.x, pool and store on a shared database. */
public final class Instance implements AutoCloseable {

    /** How many its pool has at most. */
    public static final int CONNECTIONS = 6;

    public final Vertx vertx = Vertx.vertx();
    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    public final EventLog<Tally> log = new EventLog<>(new EventCodec<>(Tally.class));
    public final Pool pool;
    public final EventStore<Tally, String> store;

    public Instance(TestDatabase database) {
        this(database, StoreSettings.defaults());
    }

    public Instance(TestDatabase database, StoreSettings settings) {
        var server = EmbeddedServers.postgres();
        pool = pool(vertx, server.port(), database.name, server.user(), server.password());
        store = new EventStore<>(vertx, pool, log, Instance::project, settings, metrics);
        get(store.start());
    }

    public static Pool pool(Vertx vertx, int port, String database, String user, String password) {
        return PgBuilder.pool()
                .using(vertx)
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(new PgConnectOptions()
                        .setHost("localhost")
                        .setPort(port)
                        .setDatabase(database)
                        .setUser(user)
                        .setPassword(password)
                        .setCachePreparedStatements(true))
                .build();
    }

    private static Future<?> project(SqlConnection connection, List<Appended<Tally, String>> batch) {
        Map<UUID, Integer> totals = new LinkedHashMap<>();
        batch.forEach(a -> totals.put(a.events().getFirst().stream(), total(a.history())));
        return connection
                .preparedQuery("""
                        insert into total select * from unnest($1::uuid[], $2::int[])
                        on conflict (stream) do update set amount = excluded.amount
                        """)
                .execute(Tuple.from(List.of(
                        totals.keySet().toArray(UUID[]::new), totals.values().toArray(Integer[]::new))));
    }

    public static int total(List<Recorded<Tally>> history) {
        int total = 0;
        for (Recorded<Tally> recorded : history) {
            total = switch (recorded.event()) {
                case Tally.Added added -> total + added.amount();
                case Tally.Reset reset -> 0;
            };
        }
        return total;
    }

    public static Command<Tally, String> add(UUID stream, int amount) {
        return command(stream, history -> List.of(new Tally.Added(amount, "")));
    }

    public static Command<Tally, String> command(UUID stream, Command.Decision<Tally> decision) {
        return new Command<>(stream, decision, Metadata.of("ana", null), "", null);
    }

    public static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        get(store.stop());
        get(pool.close());
        get(vertx.close());
    }
}
