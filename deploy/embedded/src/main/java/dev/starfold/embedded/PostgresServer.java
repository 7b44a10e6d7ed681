package dev.starfold.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL 18 server on 127.0.0.1, run as a child process. It holds the databases of one data folder, which
 * survive {@link #close} as well as the killing of the server or of this JVM. UTF-8, code point order, UTC; 200
 * connections unless set otherwise. Every failure is a {@link ServerException} that says what is wrong. Thread-safe.
 */
public interface PostgresServer extends EmbeddedServer {

    /** A server on a temporary folder and any free port, unless told otherwise. */
    static Builder builder() {
        return new Builder();
    }

    /** The URL for JDBC clients; user and password are given apart. */
    String jdbcUrl(String database);

    /** The URL for the reactive client; user and password are given apart. */
    String reactiveUrl(String database);

    /** The superuser's name. */
    String user();

    /** The superuser's password: no secret, the server listens on this machine alone. */
    String password();

    /** Creates the database; does nothing when it exists. */
    void createDatabase(String name);

    /** What a server is started with. */
    final class Builder extends ServerBuilder<Builder> {

        private boolean fsync;
        private @Nullable Certificates certificates;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Whether commits outlive a crash of the operating system (those of the server they always do); default no. */
        public Builder fsync(boolean fsync) {
            this.fsync = fsync;
            return this;
        }

        /** Takes clients over TLS with SCRAM-SHA-256 alone. */
        public Builder secured(Certificates certificates) {
            this.certificates = certificates;
            return this;
        }

        /** Starts the server and waits until it accepts connections. */
        public PostgresServer start() {
            return new LocalPostgres(this);
        }

        boolean fsync() {
            return fsync;
        }

        @Nullable Certificates certificates() {
            return certificates;
        }

        List<String> arguments() {
            Map<String, String> all = new LinkedHashMap<>(Map.of("max_connections", "200"));
            if (!fsync) {
                all.putAll(Map.of("fsync", "off", "full_page_writes", "off"));
            }
            all.putAll(settings);
            List<String> arguments = new ArrayList<>();
            all.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
            return arguments;
        }
    }
}
