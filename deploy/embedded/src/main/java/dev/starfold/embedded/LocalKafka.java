package dev.starfold.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.Uuid;

/** The Kafka broker as a child of this very JVM. */
final class LocalKafka implements KafkaServer {

    private static final String NAME = "Kafka";
    private static final String STOP_SIGNAL = "TERM";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final Lifecycle life;

    LocalKafka(Builder builder) {
        Path jars = BrokerJars.folder();
        this.port = builder.portOrFree();
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
        Path config = KafkaConfig.write(data.path(), port, Ports.freeOtherThan(port), builder.settings);
        if (!Files.exists(KafkaConfig.logs(data.path()).resolve("meta.properties"))) {
            program.format(config, Uuid.randomUuid().toString());
        }
        ServerProcess started =
                ServerProcess.start(NAME, program.serve(config), STOP_SIGNAL, data, builder.logFor(data));
        started.awaitReady(() -> Ports.answers(port), START_LIMIT);
        started.awaitReady(() -> KafkaProbe.answers(bootstrapServers()), START_LIMIT);
        return started;
    }
}
