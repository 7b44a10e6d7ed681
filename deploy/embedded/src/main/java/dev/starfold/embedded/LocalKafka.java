package dev.starfold.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The Kafka broker as a child of this very JVM. */
final class LocalKafka implements KafkaServer {

    private static final String NAME = "Kafka";
    private static final String STOP_SIGNAL = "TERM";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final @Nullable KafkaSecurity security;
    private final Lifecycle life;

    LocalKafka(Builder builder) {
        Path jars = BrokerJars.folder();
        this.port = builder.portOrFree();
        this.security = builder.security();
        this.life = Lifecycle.begin(NAME, STOP_SIGNAL, builder, data -> launch(builder, jars, data));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public Map<String, String> clientSettings(String user, String password) {
        Map<String, String> settings = new HashMap<>();
        if (security != null) {
            settings.putAll(KafkaSecurity.client(security.certificates().authority(), user, password));
        }
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
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

    private ServerProcess launch(Builder builder, Path jars, DataFolder data) {
        Ports.requireFree(port, NAME);
        KafkaProgram program = new KafkaProgram(jars, data.path(), builder.heap());
        int controllerPort = Ports.freeOtherThan(port);
        Path config = KafkaConfig.write(data.path(), port, controllerPort, builder.settings(port, controllerPort));
        if (!Files.exists(KafkaConfig.logs(data.path()).resolve("meta.properties"))) {
            List<String> more = security == null ? List.of() : List.of("--add-scram", security.administratorToAdd());
            program.format(config, Uuid.randomUuid().toString(), more);
        }
        ServerProcess started = ServerProcess.start(
                NAME, Shell.prefixed(builder.prefix, program.serve(config)), STOP_SIGNAL, data, builder.logFor(data));
        started.awaitReady(() -> Ports.answers(port), START_LIMIT);
        started.awaitReady(() -> KafkaProbe.answers(probe()), START_LIMIT);
        return started;
    }

    private Map<String, String> probe() {
        return security == null
                ? clientSettings("", "")
                : clientSettings(security.administrator(), security.password());
    }
}
