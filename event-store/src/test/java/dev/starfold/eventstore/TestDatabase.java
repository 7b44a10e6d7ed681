package dev.starfold.eventstore;

import dev.starfold.embedded.EmbeddedServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database on the module's one PostgreSQL, with the event store's tables and one of the tests' own. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    public final String name = "store" + COUNT.incrementAndGet();

    public TestDatabase() {
        EmbeddedServers.postgres().createDatabase(name);
        for (String migration : List.of(
                "event-store/V1__event_store",
                "projection/V50__projection",
                "projection/V51__jobs",
                "projection/V52__erasure")) {
            migrate("/db/" + migration + ".sql");
        }
        run("create table total (stream uuid primary key, amount int not null check (amount <= 1000000))");
    }

    private void migrate(String script) {
        try (InputStream migration = getClass().getResourceAsStream(script)) {
            run(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connect() throws SQLException {
        var server = EmbeddedServers.postgres();
        return DriverManager.getConnection(server.jdbcUrl(name), server.user(), server.password());
    }

    public void run(String sql) {
        try (Connection c = connect();
                Statement s = c.createStatement()) {
            s.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows. */
    public List<String> query(String sql) {
        try (Connection c = connect();
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(query(sql).getFirst());
    }

    /** The append lock, held by a session of its own until closed. */
    public Connection holdAppendLock() throws SQLException {
        Connection c = connect();
        c.setAutoCommit(false);
        try (Statement s = c.createStatement()) {
            s.execute("select pg_advisory_xact_lock(6004514689826311236)");
        }
        return c;
    }
}
