package dev.starfold.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A release is taken back to the one before it, whose schema has then grown by migrations that it doesn't know. */
class TakenBackIT {

    @TempDir
    Path logs;

    @ParameterizedTest
    @EnumSource(Service.class)
    void anOlderReleaseStartsOnTheSchemaOfANewer(Service service) throws Exception {
        String database = "taken_back_" + service.title();
        var postgres = EmbeddedServers.postgres();
        postgres.createDatabase(database);
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("kafka.bootstrap.servers", EmbeddedServers.kafka().bootstrapServers());
        settings.put("quarkus.oidc.auth-server-url", EmbeddedServers.issuer().url());
        settings.put("quarkus.init-and-exit", "true");
        assertThat(exit(service, settings)).isZero();
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            for (String version : new String[] {"1.5", "9999"}) {
                statement.executeUpdate("""
                        insert into flyway_schema_history
                            (installed_rank, version, description, type, script, installed_by, execution_time, success)
                        select max(installed_rank) + 1, '%1$s', 'newer', 'SQL', 'V%1$s__newer.sql', current_user, 1, true
                        from flyway_schema_history
                        """.formatted(version));
            }
        }
        assertThat(exit(service, settings)).isZero();
    }

    private int exit(Service service, Map<String, String> settings) throws Exception {
        try (var process = PackagedService.start(service, logs.resolve(service.title() + ".log"), settings)) {
            return process.exit();
        }
    }
}
