package dev.starfold.rating.projection;

import dev.starfold.embedded.EmbeddedServers;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;

/** A migrated database of the JVM's PostgreSQL, spoken to as the service does, without the service. */
public final class TestDatabase {

    private final String name;
    private final Pool pool;

    private TestDatabase(String name) {
        this.name = name;
        this.pool = newPool();
    }

    /** A database that the running service doesn't use. */
    public static TestDatabase migrated(String name) {
        var postgres = EmbeddedServers.postgres();
        postgres.createDatabase(name);
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(name), postgres.user(), postgres.password())
                .locations("db/event-store", "db/projection", "db/rating")
                .load()
                .migrate();
        return new TestDatabase(name);
    }

    /** One that a service under test uses instead of the usual one. */
    public static TestDatabase named(String name) {
        return new TestDatabase(name);
    }

    /** The one the service under test uses. */
    public static TestDatabase ofService() {
        return new TestDatabase("rating");
    }

    public Pool newPool() {
        var postgres = EmbeddedServers.postgres();
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl(name))
                .setUser(postgres.user())
                .setPassword(postgres.password())
                .setCachePreparedStatements(true);
        return PgBuilder.pool(it -> it.connectingTo(options).with(new PoolOptions().setMaxSize(4)));
    }

    public Pool pool() {
        return pool;
    }

    public List<Row> query(String sql) {
        var rows = pool.query(sql)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /** The columns, of any table, whose text holds this one. */
    public List<String> mentions(String text) {
        return query("""
                select concat('select ', quote_literal(table_name || '.' || column_name), ' from ', quote_ident(table_name),
                              ' where position(', quote_literal('%s'), ' in ', quote_ident(column_name), '::text) > 0 limit 1')
                from information_schema.columns join information_schema.tables using (table_schema, table_name)
                where table_schema = 'public' and table_type = 'BASE TABLE'
                  and data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY')
                """.formatted(text)).stream()
                .flatMap(row -> query(row.getString(0)).stream())
                .map(row -> row.getString(0))
                .toList();
    }

    /** Holds the table until closed, so that a transaction can be met halfway. */
    public AutoCloseable locked(String table) {
        return locked(table, "exclusive");
    }

    /** @param mode {@code access exclusive}: for readers, too */
    public AutoCloseable locked(String table, String mode) {
        var connection =
                pool.getConnection().toCompletionStage().toCompletableFuture().join();
        connection
                .query("begin; lock table " + table + " in " + mode + " mode")
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return () -> {
            connection
                    .query("rollback")
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            connection.close();
        };
    }

    public void empty() {
        query("truncate review, reaction, rating, part, day, type_total, exclusion");
    }
}
