package dev.starfold.bench;

import dev.starfold.local.LocalSystem;
import dev.starfold.local.Options;
import dev.starfold.local.Part;
import dev.starfold.local.Service;
import dev.starfold.local.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The system under test as scenarios see it: processes, ports, databases, and a folder for what the load needs. */
public final class Lab implements AutoCloseable {

    /** Of PostgreSQL, which listens on this machine alone. */
    public static final String USER = "starfold";

    /**
     * 4 GB into the log and a checkpoint: from then on its segments are written again, as in a database that has been in use for
     * a while. A new one fills each with zeros before it is used, which takes longer than what is to be measured.
     */
    private static final List<String> BREAK_IN = List.of("""
            select count(pg_logical_emit_message(false, 'bench', repeat('x', 8388608))) from generate_series(1, 512)
            """, "checkpoint");

    private final Options options;
    private final LocalSystem system;
    private final Scale scale;
    private final Path files;
    private boolean closed;

    private Lab(Options options, LocalSystem system, Scale scale, Path files) {
        this.options = options;
        this.system = system;
        this.scale = scale;
        this.files = files;
    }

    /** Starts everything on free ports, with empty data. It is closed when this JVM is interrupted, too. */
    static Lab start(Path home, Path data, Map<Service, Integer> replicas, Scale scale) throws Exception {
        Folders.delete(data);
        Options options = Options.onFreePorts(home, data, replicas);
        LocalSystem system = LocalSystem.start(options, line -> {});
        Lab lab = new Lab(options, system, scale, Files.createDirectories(data.resolve("load")));
        Runtime.getRuntime().addShutdownHook(new Thread(lab::closeAtExit));
        for (String sql : BREAK_IN) {
            lab.sql(Service.REVIEW, sql);
        }
        return lab;
    }

    /** How much to do. */
    public Scale scale() {
        return scale;
    }

    /** For scripts and inputs of the load. */
    public Path files() {
        return files;
    }

    /** The port of a service's first replica; no gateway is between. */
    public int port(Service service) {
        return options.port(service, 1);
    }

    /** The ports of all its replicas. */
    public List<Integer> ports(Service service) {
        return IntStream.rangeClosed(1, options.replicas(service))
                .mapToObj(replica -> options.port(service, replica))
                .toList();
    }

    /** Where all its replicas answer operators, liveness among it. */
    public List<Integer> managementPorts(Service service) {
        return ports(service).stream().map(ServiceProcess::managementPort).toList();
    }

    /** Where PostgreSQL listens. */
    public int postgresPort() {
        return options.port("postgres");
    }

    /** What clients of Kafka take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return system.bootstrapServers();
    }

    /** A bearer token. */
    public String token(String user, String... roles) {
        return system.issuer().token(user, roles);
    }

    /** {@code postgres}, {@code kafka} or {@code review-service 1} … */
    public Part part(String name) {
        return system.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The process of a service's first replica. */
    public Part part(Service service) {
        return part(service.title() + "-service 1");
    }

    Iterable<Part> parts() {
        return system.parts();
    }

    /** A connection as the superuser; the services' databases have their titles as names. */
    public Connection jdbc(String database) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + postgresPort() + "/" + database;
        return DriverManager.getConnection(url, USER, USER);
    }

    /** Runs SQL in a service's database. */
    public void sql(Service service, String sql) throws SQLException {
        try (var connection = jdbc(service.title());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that the query answers, 0 for null. */
    public long number(Service service, String query) throws SQLException {
        try (var connection = jdbc(service.title());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** PostgreSQL's log. */
    Path postgresLog() {
        return options.data().resolve("logs").resolve("postgres.log");
    }

    private void closeAtExit() {
        try {
            close();
        } catch (Exception e) {
            System.err.println("not all was stopped and deleted: " + e);
        }
    }

    /** Stops everything and deletes the data. */
    @Override
    public synchronized void close() throws Exception {
        if (!closed) {
            closed = true;
            system.close();
            Folders.delete(options.data());
        }
    }
}
