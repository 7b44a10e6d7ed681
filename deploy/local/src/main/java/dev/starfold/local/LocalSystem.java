package dev.starfold.local;

import dev.starfold.embedded.EmbeddedServer;
import dev.starfold.embedded.KafkaServer;
import dev.starfold.embedded.PostgresServer;
import dev.starfold.embedded.TokenIssuer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole system as processes of this machine: PostgreSQL (fsync on), Kafka, the packaged services and the gateway.
 * {@link #start} returns when everything is ready; from then on a process that dies is started again. {@link #close} stops
 * everything in the reverse order.
 */
public final class LocalSystem implements AutoCloseable {

    private final Options options;
    private final Wiring wiring;
    private final Consumer<String> progress;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<AutoCloseable> started = new ArrayList<>();

    private @Nullable TokenIssuer issuer;

    private LocalSystem(Options options, Wiring wiring, Consumer<String> progress) {
        this.options = options;
        this.wiring = wiring;
        this.progress = progress;
    }

    /** Why the system can't start; the message is for the user. */
    public static final class StartException extends Exception {
        StartException(String message) {
            super(message, null, false, false);
        }
    }

    /** Starts everything, telling {@code progress} a line for each part that is up, and later for each that has ended. */
    public static LocalSystem start(Options options, Consumer<String> progress) throws Exception {
        return start(options, Wiring.PLAIN, progress);
    }

    /** The same, wired otherwise. */
    public static LocalSystem start(Options options, Wiring wiring, Consumer<String> progress) throws Exception {
        LocalSystem system = new LocalSystem(options, wiring, progress);
        try {
            system.startAll();
            system.parts.forEach(Part::watch);
            return system;
        } catch (Throwable failure) {
            system.close();
            throw failure;
        }
    }

    private void startAll() throws Exception {
        DataFolder data = opened(DataFolder.take(options.data(), options.fresh())
                .orElseThrow(() -> new StartException("Starfold is already running on " + options.data()
                        + ": stop it first, or choose another --data")));
        List<String> taken = Ports.taken(options);
        if (!taken.isEmpty()) {
            throw new StartException(String.join("\n", taken));
        }
        PostgresServer postgres = opened(PostgresServer.builder()
                .dataDirectory(data.postgres())
                .port(options.port("postgres"))
                .fsync(true)
                // Pages are logged whole after each checkpoint: so these are few. Statements are short: nothing to
                // compile.
                .setting("max_wal_size", "8GB")
                .setting("checkpoint_timeout", "15min")
                .setting("shared_buffers", "512MB")
                .setting("jit", "off")
                .prefix(wiring.prefix("postgres"))
                .logFile(data.logs().resolve("postgres.log"))
                .stopWithJvm(false)
                .start());
        keep("postgres", data, postgres);
        for (Service service : Service.values()) {
            postgres.createDatabase(service.title());
        }
        progress.accept("up    PostgreSQL  localhost:" + postgres.port());
        KafkaServer kafka = opened(KafkaServer.builder()
                .dataDirectory(data.kafka())
                .port(options.port("kafka"))
                .setting("advertised.listeners", "PLAINTEXT://localhost:" + wiring.kafka(options.port("kafka")))
                .prefix(wiring.prefix("kafka"))
                .logFile(data.logs().resolve("kafka.log"))
                .stopWithJvm(false)
                .start());
        keep("kafka", data, kafka);
        progress.accept("up    Kafka       " + kafka.bootstrapServers());
        TokenIssuer signer = opened(TokenIssuer.at(gatewayUrl(), data.issuerKey()));
        issuer = signer;
        // The gateway comes first, because the services fetch the issuer's keys through it.
        opened(new Gateway(options, signer));
        startServices(data, postgres);
        progress.accept("up    gateway     " + gatewayUrl());
    }

    private void startServices(DataFolder data, PostgresServer postgres) throws Exception {
        for (Service service : Service.values()) {
            for (int replica = 1; replica <= options.replicas(service); replica++) {
                Path log = data.logs().resolve(service.title() + "-" + replica + ".log");
                List<String> prefix = wiring.prefix(ServiceProcess.name(service, replica));
                ServiceProcess process =
                        ServiceProcess.start(options, service, replica, log, settings(service, postgres), prefix);
                services.add(process);
                keep(process.name(), data, process::pid, process::close, process::restart);
            }
        }
        for (ServiceProcess service : services) {
            service.awaitReady();
            progress.accept("up    %-11s http://localhost:%d"
                    .formatted(service.name().replace("-service", ""), service.port()));
        }
    }

    private Map<String, String> settings(Service service, PostgresServer postgres) {
        Map<String, String> settings = new HashMap<>();
        String database = "postgresql://localhost:%d/%s"
                .formatted(wiring.postgres(service, options.port("postgres")), service.title());
        settings.put("quarkus.datasource.reactive.url", database);
        settings.put("quarkus.datasource.jdbc.url", "jdbc:" + database);
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("kafka.bootstrap.servers", bootstrapServers());
        settings.put("quarkus.oidc.auth-server-url", gatewayUrl());
        settings.put("quarkus.log.console.json.enabled", "false");
        settings.put("quarkus.swagger-ui.enabled", "true");
        return settings;
    }

    private void keep(String name, DataFolder data, EmbeddedServer server) throws Exception {
        keep(name, data, server::pid, server::stop, server::restart);
    }

    private void keep(String name, DataFolder data, LongSupplier pid, Part.Action stop, Part.Action restart)
            throws Exception {
        remember(data, pid.getAsLong());
        parts.add(new Part(
                name,
                pid,
                stop,
                () -> {
                    restart.run();
                    remember(data, pid.getAsLong());
                },
                progress));
    }

    private static void remember(DataFolder data, long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            data.remember(process.get());
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        started.add(resource);
        return resource;
    }

    /** The one origin that clients use. */
    public String gatewayUrl() {
        return "http://localhost:" + options.port("gateway");
    }

    /** What clients of Kafka take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "localhost:" + wiring.kafka(options.port("kafka"));
    }

    /** Its processes, in the order in which they are started. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Signs local users in. */
    public TokenIssuer issuer() {
        return Objects.requireNonNull(issuer);
    }

    @Override
    public void close() throws Exception {
        parts.forEach(Part::letGo);
        // All at once first: each then needs no more time than the slowest.
        services.forEach(ServiceProcess::stop);
        for (ServiceProcess service : services) {
            service.close();
        }
        services.clear();
        while (!started.isEmpty()) {
            started.removeLast().close();
        }
    }
}
