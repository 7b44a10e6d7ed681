package dev.starfold.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test the JVM's {@link EmbeddedServers}: a database of the name in the init argument {@code database},
 * the broker and the issuer. The servers outlive the test class; the next one finds its database as this one left it.
 */
public final class StarfoldTestResource implements QuarkusTestResourceLifecycleManager {

    private String database = "";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", "");
        if (database.isEmpty()) {
            throw new IllegalArgumentException("The test resource wants the init argument 'database'");
        }
    }

    @Override
    public Map<String, String> start() {
        PostgresServer postgres = EmbeddedServers.postgres();
        postgres.createDatabase(database);
        return Map.of(
                "quarkus.datasource.reactive.url", postgres.reactiveUrl(database),
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(database),
                "quarkus.datasource.username", postgres.user(),
                "quarkus.datasource.password", postgres.password(),
                "kafka.bootstrap.servers", EmbeddedServers.kafka().bootstrapServers(),
                "quarkus.oidc.auth-server-url", EmbeddedServers.issuer().url());
    }

    @Override
    public void stop() {
        // The servers are the JVM's.
    }
}
