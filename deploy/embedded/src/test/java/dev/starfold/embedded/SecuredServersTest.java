package dev.starfold.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredServersTest {

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static Certificates foreign;

    @BeforeAll
    static void makeCertificates() {
        certificates = Certificates.make(folder.resolve("ours"));
        foreign = Certificates.make(folder.resolve("foreign"));
    }

    @Test
    void postgresTakesNothingButTlsByACertificateThatItsClientsTrust() throws Exception {
        try (PostgresServer server =
                PostgresServer.builder().secured(certificates).start()) {
            try (Connection connection = connect(server, "verify-full", certificates);
                    var statement = connection.createStatement();
                    var ssl = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
                assertThat(ssl.next() && ssl.getBoolean(1)).isTrue();
            }
            assertThatThrownBy(() -> connect(server, "verify-full", foreign).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("PKIX path validation failed");
            assertThatThrownBy(() -> connect(server, "disable", certificates).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no encryption");
        }
    }

    private static Connection connect(PostgresServer server, String mode, Certificates trusted) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl("postgres") + "?sslmode=" + mode + "&sslrootcert=" + trusted.authority(),
                server.user(),
                server.password());
    }

    @Test
    void kafkaTakesNothingButTlsAndTheLoginsThatItKnows() throws Exception {
        try (KafkaServer server = KafkaServer.builder()
                .secured(certificates, "admin", "admin-secret")
                .start()) {
            Map<String, Object> known = new HashMap<>(server.clientSettings("admin", "admin-secret"));
            createTopic(known);
            assertThatThrownBy(() -> createTopic(new HashMap<>(server.clientSettings("admin", "guessed"))))
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class);
            known.put("ssl.truststore.location", foreign.authority().toString());
            assertThatThrownBy(() -> createTopic(known)).hasCauseInstanceOf(SslAuthenticationException.class);
            assertThatThrownBy(() -> createTopic(new HashMap<>(Map.of(
                            "bootstrap.servers",
                            server.bootstrapServers(),
                            "request.timeout.ms",
                            "1000",
                            "default.api.timeout.ms",
                            "2000"))))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private static void createTopic(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic("words", Optional.of(1), Optional.empty())))
                    .all()
                    .get(20, SECONDS);
        }
    }
}
