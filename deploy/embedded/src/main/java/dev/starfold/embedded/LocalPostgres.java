package dev.starfold.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL server as a child of this very JVM. */
final class LocalPostgres implements PostgresServer {

    private static final String NAME = "PostgreSQL";
    // Fast shutdown: disconnects the clients, then writes a checkpoint.
    private static final String STOP_SIGNAL = "INT";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final Lifecycle life;

    LocalPostgres(Builder builder) {
        Account account = Account.forPostgres();
        Path installation = PostgresBinaries.installation();
        this.port = builder.portOrFree();
        this.life = Lifecycle.begin(NAME, STOP_SIGNAL, builder, data -> {
            Ports.requireFree(port, NAME);
            PostgresCluster cluster = new PostgresCluster(data.path(), installation, account);
            cluster.createIfAbsent(builder.fsync());
            List<String> arguments = new ArrayList<>(builder.arguments());
            Certificates certificates = builder.certificates();
            if (certificates != null) {
                arguments.addAll(cluster.secure(certificates));
            }
            List<String> command = cluster.serverCommand(port, arguments);
            return launch(Shell.prefixed(builder.prefix, command), data, builder.logFor(data));
        });
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    @Override
    public String reactiveUrl(String database) {
        return "postgresql://localhost:" + port + "/" + database;
    }

    @Override
    public String user() {
        return PostgresCluster.USER;
    }

    @Override
    public String password() {
        return PostgresCluster.PASSWORD;
    }

    @Override
    public synchronized void createDatabase(String name) {
        try (Connection connection = administration().getConnection();
                var find = connection.prepareStatement("select from pg_database where datname = ?");
                var create = connection.createStatement()) {
            find.setString(1, name);
            if (!find.executeQuery().next()) {
                create.execute("create database " + create.enquoteIdentifier(name, true));
            }
        } catch (SQLException e) {
            throw new ServerException("Cannot create database " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long pid() {
        return life.pid();
    }

    @Override
    public void stop() {
        life.stop();
    }

    @Override
    public void restart() {
        life.restart();
    }

    @Override
    public void close() {
        life.close();
    }

    // Not through DriverManager: which drivers it shows depends on the caller's class loader.
    private PGSimpleDataSource administration() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl("postgres"));
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    private static ServerProcess launch(List<String> command, DataFolder data, Path log) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            ServerProcess started = ServerProcess.start(NAME, command, STOP_SIGNAL, data, log);
            try {
                started.awaitReady(() -> isReady(data.path(), started.pid()), START_LIMIT);
                return started;
            } catch (ServerException e) {
                // The children of a killed server need a moment to notice and let go of its memory.
                if (!started.logged().contains("is still in use") || System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    // The first line is the process id, the eighth the state, as pg_ctl reads them.
    private static boolean isReady(Path folder, long pid) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }
}
