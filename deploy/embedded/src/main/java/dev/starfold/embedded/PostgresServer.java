package dev.starfold.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL 18 server on 127.0.0.1, run as a child process. It holds the databases of one data folder, which
 * survive {@link #close} as well as the killing of the server or of this JVM. UTF-8, code point order, UTC. Every failure
 * to start is a {@link ServerException} that says what is wrong. Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String NAME = "PostgreSQL";
    // Fast shutdown: disconnects the clients, then writes a checkpoint.
    private static final String STOP_SIGNAL = "INT";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final DataFolder data;
    private final Path log;
    private final int port;
    private final List<String> command;
    private final @Nullable Thread hook;
    private ServerProcess process;
    private boolean closed;

    private PostgresServer(Builder builder, DataFolder data) {
        this.data = data;
        this.log = builder.logFile == null ? data.defaultLog() : builder.logFile;
        this.port = builder.port == 0 ? Ports.free() : builder.port;
        Account account = Account.forPostgres();
        PostgresCluster cluster = new PostgresCluster(data.path(), PostgresBinaries.installation(), account);
        data.orphan().ifPresent(orphan -> ServerProcess.stop(orphan, STOP_SIGNAL));
        Ports.requireFree(port, NAME);
        cluster.createIfAbsent(builder.fsync);
        this.command = cluster.serverCommand(port, builder.settings());
        this.process = launch();
        this.hook = builder.stopWithJvm ? JvmExit.run(this::close) : null;
    }

    /** A server on a temporary folder and any free port, unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The URL for JDBC clients; user and password are given apart. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** The URL for the reactive client; user and password are given apart. */
    public String reactiveUrl(String database) {
        return "postgresql://localhost:" + port + "/" + database;
    }

    /** The superuser's name. */
    public String user() {
        return PostgresCluster.USER;
    }

    /** The superuser's password: no secret, the server listens on this machine alone. */
    public String password() {
        return PostgresCluster.PASSWORD;
    }

    /** Creates the database; does nothing when it exists. */
    public synchronized void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
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

    /** The server's process id, another one after each start. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Shuts the server down fast and cleanly, for fault tests; its port and data wait for {@link #restart}. */
    public synchronized void stop() {
        process.stop();
    }

    /** Stops the server if it runs and starts it again on the same port and data. */
    public synchronized void restart() {
        if (closed) {
            throw new ServerException("This server is closed: build another");
        }
        process.stop();
        Ports.requireFree(port, NAME);
        process = launch();
    }

    /** Shuts the server down fast and cleanly; deletes its data if they are temporary. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        JvmExit.cancel(hook);
        process.stop();
        data.close();
    }

    private ServerProcess launch() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            ServerProcess started = ServerProcess.start(NAME, command, STOP_SIGNAL, data, log);
            try {
                started.awaitReady(() -> ready(started.pid()), START_LIMIT);
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
    private boolean ready(long pid) {
        try {
            List<String> lines = Files.readAllLines(data.path().resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** What a server is started with. */
    public static final class Builder {

        private @Nullable Path dataDirectory;
        private @Nullable Path logFile;
        private int port;
        private boolean fsync;
        private boolean stopWithJvm = true;
        private final Map<String, String> settings = new LinkedHashMap<>();

        private Builder() {}

        /** The data folder, kept on close; an existing one is used as it is. Absent: a temporary one. */
        public Builder dataDirectory(Path dataDirectory) {
            this.dataDirectory = dataDirectory;
            return this;
        }

        /** The port to listen on; absent or 0: any free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Whether commits outlive a crash of the operating system (those of the server they always do); default no. */
        public Builder fsync(boolean fsync) {
            this.fsync = fsync;
            return this;
        }

        /** A setting as in {@code postgresql.conf}, such as {@code max_wal_size} and {@code 4GB}. */
        public Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** The server's own log, appended to. Absent: {@code <data folder>.log}. */
        public Builder logFile(Path logFile) {
            this.logFile = logFile;
            return this;
        }

        /**
         * Whether a shutdown hook closes the server, default yes. Say no when something else closes it in an order of its
         * own; if nothing does, the server still stops once this JVM is gone.
         */
        public Builder stopWithJvm(boolean stopWithJvm) {
            this.stopWithJvm = stopWithJvm;
            return this;
        }

        /** Starts the server and waits until it accepts connections. */
        public PostgresServer start() {
            DataFolder data = DataFolder.open(dataDirectory, "postgres");
            try {
                return new PostgresServer(this, data);
            } catch (RuntimeException e) {
                data.close();
                throw e;
            }
        }

        private List<String> settings() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("max_connections", "200");
            if (!fsync) {
                all.put("fsync", "off");
                all.put("full_page_writes", "off");
            }
            all.putAll(settings);
            List<String> arguments = new ArrayList<>();
            all.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
            return arguments;
        }
    }
}
