package dev.starfold.local.faults;

import dev.starfold.local.Part;
import dev.starfold.local.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A service's database replaced by an older copy of itself. The service says that it is unready, and why; then what the runbook
 * says: a newer one restored, here the newest, and its projection rebuilt.
 */
record OlderBackup(Service service) implements Fault {

    @Override
    public String name() {
        return "older backup of " + service.title() + "-service restored, then the newest";
    }

    @Override
    public boolean needsOperator() {
        return true;
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        String name = service.title();
        List<Part> replicas = system.replicas(service);
        Away.during(
                replicas,
                () -> alone(
                        system,
                        "drop database if exists %s_older".formatted(name),
                        "create database %1$s_older template %1$s".formatted(name)));
        awaitEventsSince(system, name + "_older");
        system.unheard(() -> standIn(system, replicas));
        // The older one has read on in the topics meanwhile, and what it read is missing here.
        new Operator(system).perform(service, "rebuilds");
    }

    /** What would be said to the older one would be lost with it. */
    private Void standIn(FaultedSystem system, List<Part> replicas) throws Exception {
        String name = service.title();
        Away.during(
                replicas,
                () -> alone(
                        system,
                        "alter database %1$s rename to %1$s_newest".formatted(name),
                        "alter database %1$s_older rename to %1$s".formatted(name)));
        try {
            Readiness.awaitRefusal(system, service, "ahead of the store");
        } finally {
            Away.during(
                    replicas,
                    () -> alone(
                            system,
                            "drop database %s".formatted(name),
                            "alter database %1$s_newest rename to %1$s".formatted(name)));
        }
        Readiness.await(system, service);
        return null;
    }

    /** Until the topic holds what the copy does not, or nobody has said anything for three minutes. */
    private void awaitEventsSince(FaultedSystem system, String older) throws Exception {
        long before = number(system, older, "select coalesce(max(position), 0) from event");
        long end = System.nanoTime() + Duration.ofSeconds(180).toNanos();
        while (number(system, service.title(), "select coalesce(max(cursor), 0) from relay") < before + 5) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nothing was published since the backup of " + service.title());
            }
            Thread.sleep(200);
        }
    }

    /** Whoever else is connected, such as an observer, loses the connection first. */
    private Void alone(FaultedSystem system, String... statements) throws SQLException {
        try (Connection connection = connect(system, "postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname like '"
                        + service.title() + "%'");
                statement.execute(sql);
            }
        }
        return null;
    }

    private static long number(FaultedSystem system, String database, String sql) throws SQLException {
        try (Connection connection = connect(system, database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(FaultedSystem system, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s".formatted(system.options().port("postgres"), database),
                "starfold",
                "starfold");
    }
}
