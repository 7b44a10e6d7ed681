package dev.starfold.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.starfold.embedded.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs root or a Debian package, shown on a PostgreSQL of its own; part of the profile {@code faults}. */
class HarmToServers {

    @TempDir
    Path folder;

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from said")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aFullDiskRefusesAndLosesNothing() throws Exception {
        assumeTrue(SmallDisk.missing() == null, SmallDisk::missing);
        Path data = folder.resolve("postgres");
        try (SmallDisk disk = SmallDisk.mount(data, 160);
                PostgresServer server = PostgresServer.builder()
                        .dataDirectory(data)
                        .fsync(true)
                        .setting("max_wal_size", "64MB")
                        .start()) {
            run(server, "create table said as select 1 as word");
            disk.fill();
            assertThatThrownBy(() -> run(server, "insert into said select generate_series(1, 2000000)"))
                    .isInstanceOf(SQLException.class);
            disk.free();
            server.restart();
            assertThat(count(server)).isEqualTo(1);
            run(server, "insert into said values (2)");
            assertThat(count(server)).isEqualTo(2);
        }
    }

    @Test
    void aFailingFsyncMakesPostgresRecoverWhatItAcknowledged() throws Exception {
        assumeTrue(FailingFsync.missing() == null, FailingFsync::missing);
        try (PostgresServer server = PostgresServer.builder()
                .dataDirectory(folder.resolve("postgres"))
                .fsync(true)
                .start()) {
            run(server, "create table said as select 1 as word");
            try (Connection connection = connect(server);
                    Statement statement = connection.createStatement();
                    FailingFsync failing = FailingFsync.ofChildren(server.pid())) {
                assertThatThrownBy(() -> statement.execute("insert into said values (2)"))
                        .isInstanceOf(SQLException.class);
                assertThat(failing.awaitHarm(Duration.ofSeconds(60))).isTrue();
            }
            server.restart();
            // Whether the one that was never acknowledged is there, nobody may say.
            assertThat(count(server)).isBetween(1L, 2L);
        }
    }

    @Test
    void aClockThatIsMovedIsSeenAtOnce() throws Exception {
        assumeTrue(FakeClock.missing() == null, FakeClock::missing);
        FakeClock clock = new FakeClock(folder.resolve("clock"));
        try (PostgresServer server = PostgresServer.builder()
                .dataDirectory(folder.resolve("postgres"))
                .prefix(clock.prefix())
                .start()) {
            assertThat(Duration.between(now(server), Instant.now()).abs()).isLessThan(Duration.ofMinutes(10));
            clock.set(Duration.ofHours(-1));
            Thread.sleep(2_000);
            assertThat(Duration.between(now(server), Instant.now()))
                    .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
        }
    }

    private static Instant now(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }
}
