package dev.starfold.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker on 127.0.0.1, which is its own controller, run as a child process. It holds the topics of one data
 * folder, which survive {@link #close} as well as the killing of the broker or of this JVM. Topics are never created by
 * use. Every failure to start is a {@link ServerException} that says what is wrong. Thread-safe.
 */
public final class KafkaServer implements AutoCloseable {

    private static final String NAME = "Kafka";
    private static final String STOP_SIGNAL = "TERM";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final DataFolder data;
    private final Path log;
    private final int port;
    private final Map<String, String> settings;
    private final KafkaProgram program;
    private final @Nullable Thread hook;
    private ServerProcess process;
    private boolean closed;

    private KafkaServer(Builder builder, DataFolder data) {
        this.data = data;
        this.log = builder.logFile == null ? data.defaultLog() : builder.logFile;
        this.port = builder.port == 0 ? Ports.free() : builder.port;
        this.settings = Map.copyOf(builder.settings);
        this.program = new KafkaProgram(BrokerJars.folder(), data.path(), builder.heap);
        data.orphan().ifPresent(orphan -> ServerProcess.stop(orphan, STOP_SIGNAL));
        this.process = launch();
        this.hook = builder.stopWithJvm ? JvmExit.run(this::close) : null;
    }

    /** A broker on a temporary folder and any free port, unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** The broker's process id, another one after each start. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Shuts the broker down cleanly, for fault tests; its port and data wait for {@link #restart}. */
    public synchronized void stop() {
        process.stop();
    }

    /** Stops the broker if it runs and starts it again on the same port and data. */
    public synchronized void restart() {
        if (closed) {
            throw new ServerException("This broker is closed: build another");
        }
        process.stop();
        process = launch();
    }

    /** Shuts the broker down cleanly; deletes its data if they are temporary. */
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
        Ports.requireFree(port, NAME);
        Path config = KafkaConfig.write(data.path(), port, Ports.free(), settings);
        if (!Files.exists(KafkaConfig.logs(data.path()).resolve("meta.properties"))) {
            program.format(config, Uuid.randomUuid().toString());
        }
        ServerProcess started = ServerProcess.start(NAME, program.serve(config), STOP_SIGNAL, data, log);
        started.awaitReady(() -> Ports.answers(port), START_LIMIT);
        started.awaitReady(() -> KafkaProbe.answers(bootstrapServers()), START_LIMIT);
        return started;
    }

    /** What a broker is started with. */
    public static final class Builder {

        private @Nullable Path dataDirectory;
        private @Nullable Path logFile;
        private int port;
        private String heap = "256m";
        private boolean stopWithJvm = true;
        private final Map<String, String> settings = new LinkedHashMap<>();

        private Builder() {}

        /** The data folder, kept on close; an existing one is used as it is. Absent: a temporary one. */
        public Builder dataDirectory(Path dataDirectory) {
            this.dataDirectory = dataDirectory;
            return this;
        }

        /** The port to listen on; absent or 0: any free one. The controller always takes any free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** A setting as in {@code server.properties}. */
        public Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** The broker's largest heap as the JVM writes it, default {@code 256m}. */
        public Builder heap(String heap) {
            this.heap = heap;
            return this;
        }

        /** The broker's own log, appended to. Absent: {@code <data folder>.log}. */
        public Builder logFile(Path logFile) {
            this.logFile = logFile;
            return this;
        }

        /**
         * Whether a shutdown hook closes the broker, default yes. Say no when something else closes it in an order of its
         * own; if nothing does, the broker still stops once this JVM is gone.
         */
        public Builder stopWithJvm(boolean stopWithJvm) {
            this.stopWithJvm = stopWithJvm;
            return this;
        }

        /** Starts the broker and waits until it answers clients. */
        public KafkaServer start() {
            DataFolder data = DataFolder.open(dataDirectory, "kafka");
            try {
                return new KafkaServer(this, data);
            } catch (RuntimeException e) {
                data.close();
                throw e;
            }
        }
    }
}
