package dev.starfold.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every server is started with.
 *
 * @param <B> the server's own builder
 */
public abstract sealed class ServerBuilder<B extends ServerBuilder<B>>
        permits PostgresServer.Builder, KafkaServer.Builder {

    final Map<String, String> settings = new LinkedHashMap<>();

    @Nullable Path dataDirectory;

    @Nullable Path logFile;

    int port;
    boolean stopWithJvm = true;
    List<String> prefix = List.of();

    ServerBuilder() {}

    abstract B self();

    /** The data folder, kept on close; an existing one is used as it is. Absent: a temporary one. */
    public B dataDirectory(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
        return self();
    }

    /** The server's own log, appended to. Absent: {@code <data folder>.log}. */
    public B logFile(Path logFile) {
        this.logFile = logFile;
        return self();
    }

    /** The TCP port to listen on; absent or 0: any free one. */
    public B port(int port) {
        this.port = port;
        return self();
    }

    /** A setting as in the server's own configuration file. */
    public B setting(String key, String value) {
        settings.put(key, value);
        return self();
    }

    /** A command that runs the server's own, such as {@code env TZ=UTC}; it must end in exec, so that the process stays one. */
    public B prefix(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
        return self();
    }

    /**
     * Whether a shutdown hook closes the server, default yes. Say no when something else closes it in an order of its own;
     * if nothing does, the server still stops once this JVM is gone.
     */
    public B stopWithJvm(boolean stopWithJvm) {
        this.stopWithJvm = stopWithJvm;
        return self();
    }

    int portOrFree() {
        return port == 0 ? Ports.free() : port;
    }

    Path logFor(DataFolder data) {
        return logFile == null ? data.defaultLog() : logFile;
    }
}
