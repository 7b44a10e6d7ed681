package dev.starfold.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path folder;

    @Test
    void startsOnATemporaryFolderAndAnswers() {
        try (PostgresServer server =
                PostgresServer.builder().setting("work_mem", "5MB").start()) {
            server.createDatabase("first");
            server.createDatabase("first");

            assertThat(query(server, "first", "show server_version")).startsWith("18");
            assertThat(query(server, "first", "show fsync")).isEqualTo("off");
            assertThat(query(server, "first", "show max_connections")).isEqualTo("200");
            assertThat(query(server, "first", "show work_mem")).isEqualTo("5MB");
            assertThat(query(server, "first", "show log_timezone")).isEqualTo("UTC");
            assertThat(server.reactiveUrl("first")).isEqualTo("postgresql://localhost:" + server.port() + "/first");
        }
    }

    @Test
    void dataSurviveACleanStopAndTheKillingOfTheServer() {
        try (PostgresServer server = onFolder()) {
            server.createDatabase("kept");
            execute(server, "create table word(text text)");
            execute(server, "insert into word values ('clean')");
        }
        try (PostgresServer server = onFolder()) {
            assertThat(query(server, "kept", "select string_agg(text, ' ') from word"))
                    .isEqualTo("clean");
            execute(server, "insert into word values ('killed')");
            kill(server.pid());
        }
        try (PostgresServer server = onFolder()) {
            assertThat(query(server, "kept", "show fsync")).isEqualTo("on");
            assertThat(query(server, "kept", "select string_agg(text, ' ') from word"))
                    .isEqualTo("clean killed");
        }
    }

    @Test
    void restartsOnTheSamePortAfterBeingKilled() {
        try (PostgresServer server = PostgresServer.builder().start()) {
            server.createDatabase("kept");
            long before = server.pid();
            kill(before);

            server.restart();

            assertThat(server.pid()).isNotEqualTo(before);
            assertThat(query(server, "kept", "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aTakenPortIsOneClearError() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(PostgresServer.builder().port(other.getLocalPort())::start)
                    .isInstanceOf(ServerException.class)
                    .hasMessage(
                            "Port %s is taken: stop what listens there, or give PostgreSQL another",
                            other.getLocalPort());
        }
    }

    @Test
    void aFolderInUseIsOneClearError() {
        try (PostgresServer server = onFolder()) {
            assertThatThrownBy(this::onFolder)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("is in use by a running server");
            assertThat(query(server, "postgres", "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aWrongSettingFailsWithTheEndOfTheLog() {
        assertThatThrownBy(PostgresServer.builder().setting("max_wal_size", "much")::start)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("invalid value for parameter \"max_wal_size\"");
    }

    private PostgresServer onFolder() {
        return PostgresServer.builder()
                .dataDirectory(folder.resolve("data with space"))
                .fsync(true)
                .start();
    }

    private static void kill(long pid) {
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    private static void execute(PostgresServer server, String sql) {
        try (Connection connection = connect(server, "kept");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String query(PostgresServer server, String database, String sql) {
        try (Connection connection = connect(server, database);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection connect(PostgresServer server, String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
    }
}
