package dev.starfold.local.faults;

import dev.starfold.local.LocalSystem;
import dev.starfold.local.Options;
import dev.starfold.local.Part;
import dev.starfold.local.Service;
import dev.starfold.local.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/** The running system as faults, checker and oracle see it: its processes and what they keep, beside its one HTTP entry. */
public final class FaultedSystem implements AutoCloseable {

    private final Options options;
    private final Wiring wiring;
    private final LocalSystem system;
    private final ReadWriteLock voices = new ReentrantReadWriteLock(true);

    private FaultedSystem(Options options, Wiring wiring, LocalSystem system) {
        this.options = options;
        this.wiring = wiring;
        this.system = system;
    }

    /**
     * Starts it on free ports; returns when all is ready.
     *
     * @param home the checkout whose packages run
     * @param replicas how many processes of a service; one where not named
     * @param progress is told what comes up and what goes down
     */
    public static FaultedSystem start(
            Path home, Path data, Map<Service, Integer> replicas, Wiring wiring, Consumer<String> progress)
            throws Exception {
        Options options = Options.onFreePorts(home, data, replicas);
        return new FaultedSystem(options, wiring, LocalSystem.start(options, wiring, progress));
    }

    /** Its ports, replicas and folders. */
    public Options options() {
        return options;
    }

    /** What stands between its parts. */
    public Wiring wiring() {
        return wiring;
    }

    /** The gateway. */
    public String url() {
        return system.gatewayUrl();
    }

    /** A bearer token, good for a day: to a service whose clock is an hour ahead, one of an hour has ended, and it refuses it rightly. */
    public String token(String user, String... roles) {
        return system.issuer()
                .token(Map.of(
                        "sub",
                        user,
                        "groups",
                        List.of(roles),
                        "exp",
                        Instant.now().plus(Duration.ofDays(1)).getEpochSecond()));
    }

    /** All processes: {@code postgres}, {@code kafka}, then the services' replicas. Each is started again when it dies. */
    public List<Part> parts() {
        return system.parts();
    }

    /** PostgreSQL, with the databases of all services. */
    public Part postgres() {
        return part("postgres");
    }

    /** The one broker. */
    public Part kafka() {
        return part("kafka");
    }

    /** The processes of a service. */
    public List<Part> replicas(Service service) {
        return parts().stream()
                .filter(part -> part.name().startsWith(service.title() + "-service "))
                .toList();
    }

    private Part part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A connection to a service's database as the superuser, past every proxy. */
    public Connection jdbc(Service service) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + options.port("postgres") + "/" + service.title();
        return DriverManager.getConnection(url, "starfold", "starfold");
    }

    /** What a Kafka client takes as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return system.bootstrapServers();
    }

    /** PostgreSQL's data folder. */
    public Path postgresData() {
        return options.data().resolve("postgres");
    }

    /** Kafka's data folder; the topics' files are in {@code log} within. */
    public Path kafkaData() {
        return options.data().resolve("kafka");
    }

    /** One log a part, such as {@code review-1.log}. */
    public Path logs() {
        return options.data().resolve("logs");
    }

    /** Sends a signal, such as {@code KILL}, {@code STOP} or {@code CONT}, to a process that may be gone. */
    public static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", signal, Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Runs the action while none of the checker's users speaks. */
    public <T> T unheard(Callable<T> action) throws Exception {
        voices.writeLock().lock();
        try {
            return action.call();
        } finally {
            voices.writeLock().unlock();
        }
    }

    /** Runs what a user says, unless all have to be silent: then afterwards. */
    void said(Runnable words) {
        voices.readLock().lock();
        try {
            words.run();
        } finally {
            voices.readLock().unlock();
        }
    }

    @Override
    public void close() throws Exception {
        system.close();
    }
}
