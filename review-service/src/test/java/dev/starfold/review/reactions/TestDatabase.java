package dev.starfold.review.reactions;

import dev.starfold.embedded.EmbeddedServers;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;

/** A database with the service's tables, spoken to as the service does. */
final class TestDatabase {

    private final String name;
    private final Pool pool;

    private TestDatabase(String name) {
        this.name = name;
        this.pool = newPool();
    }

    /** One that no service uses. */
    static TestDatabase migrated(String name) {
        var postgres = EmbeddedServers.postgres();
        postgres.createDatabase(name);
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(name), postgres.user(), postgres.password())
                .locations("db/event-store", "db/projection", "db/review")
                .load()
                .migrate();
        return new TestDatabase(name);
    }

    /** One that a service has migrated. */
    static TestDatabase named(String name) {
        return new TestDatabase(name);
    }

    Pool newPool() {
        var postgres = EmbeddedServers.postgres();
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl(name))
                .setUser(postgres.user())
                .setPassword(postgres.password())
                .setCachePreparedStatements(true);
        return PgBuilder.pool(it -> it.connectingTo(options).with(new PoolOptions().setMaxSize(4)));
    }

    Pool pool() {
        return pool;
    }

    List<Row> query(String sql) {
        return StreamSupport.stream(await(pool.query(sql).execute()).spliterator(), false)
                .toList();
    }

    void empty() {
        query("truncate review, review_text, reaction; update projection set slot = 0");
    }

    /** What the reviews' columns hold: the counts of each, as they are. */
    Map<UUID, List<Integer>> counts() {
        var counts = new TreeMap<UUID, List<Integer>>();
        query("select id, reactions from review")
                .forEach(row -> counts.put(row.getUUID(0), Arrays.asList(row.getArrayOfIntegers(1))));
        return counts;
    }

    /** How many reviews had other counts than the slot says. */
    int recounted(short slot) {
        return await(pool.withTransaction(connection -> Recount.write(connection, slot)));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
