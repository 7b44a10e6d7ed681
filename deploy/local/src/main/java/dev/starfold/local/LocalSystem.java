package dev.starfold.local;

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
import org.jspecify.annotations.Nullable;

/**
 * The whole system as processes of this machine: PostgreSQL (fsync on), Kafka, the packaged services and the gateway.
 * {@link #start} returns when everything is ready; {@link #close} stops everything in the reverse order.
 */
public final class LocalSystem implements AutoCloseable {

    private final Options options;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<AutoCloseable> started = new ArrayList<>();

    private @Nullable TokenIssuer issuer;

    private LocalSystem(Options options) {
        this.options = options;
    }

    /** Why the system can't start; the message is for the user. */
    public static final class StartException extends Exception {
        StartException(String message) {
            super(message, null, false, false);
        }
    }

    /** Starts everything, telling {@code progress} a line for each part that is up. */
    public static LocalSystem start(Options options, Consumer<String> progress) throws Exception {
        LocalSystem system = new LocalSystem(options);
        try {
            system.startAll(progress);
            return system;
        } catch (Throwable failure) {
            system.close();
            throw failure;
        }
    }

    private void startAll(Consumer<String> progress) throws Exception {
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
                .setting("max_wal_size", "4GB")
                .logFile(data.logs().resolve("postgres.log"))
                .stopWithJvm(false)
                .start());
        remember(data, postgres.pid());
        for (Service service : Service.values()) {
            postgres.createDatabase(service.title());
        }
        progress.accept("PostgreSQL  localhost:" + postgres.port());
        KafkaServer kafka = opened(KafkaServer.builder()
                .dataDirectory(data.kafka())
                .port(options.port("kafka"))
                .logFile(data.logs().resolve("kafka.log"))
                .stopWithJvm(false)
                .start());
        remember(data, kafka.pid());
        progress.accept("Kafka       " + kafka.bootstrapServers());
        TokenIssuer signer = opened(TokenIssuer.at(gatewayUrl(), data.issuerKey()));
        issuer = signer;
        // The gateway comes first, because the services fetch the issuer's keys through it.
        opened(new Gateway(options, signer));
        startServices(data, postgres, kafka, progress);
        progress.accept("gateway     " + gatewayUrl());
    }

    private void startServices(DataFolder data, PostgresServer postgres, KafkaServer kafka, Consumer<String> progress)
            throws Exception {
        for (Service service : Service.values()) {
            for (int replica = 1; replica <= options.replicas(service); replica++) {
                Path log = data.logs().resolve(service.title() + "-" + replica + ".log");
                ServiceProcess process =
                        ServiceProcess.start(options, service, replica, log, settings(service, postgres, kafka));
                services.add(process);
                remember(data, process.pid());
            }
        }
        for (ServiceProcess service : services) {
            service.awaitReady();
            progress.accept(
                    "%-11s http://localhost:%d".formatted(service.name().replace("-service", ""), service.port()));
        }
    }

    private Map<String, String> settings(Service service, PostgresServer postgres, KafkaServer kafka) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(service.title()));
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(service.title()));
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("quarkus.oidc.auth-server-url", gatewayUrl());
        settings.put("quarkus.log.console.json.enabled", "false");
        settings.put("quarkus.swagger-ui.enabled", "true");
        return settings;
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

    /** Signs local users in. */
    public TokenIssuer issuer() {
        return Objects.requireNonNull(issuer);
    }

    @Override
    public void close() throws Exception {
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
