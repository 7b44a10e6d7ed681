package dev.starfold.embedded.fuzz;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Errors that this JVM logs about requests while it is open: a fault that no answer tells of any more. */
public final class HttpErrors implements AutoCloseable {

    private static final List<String> SOURCES = List.of(
            "io.vertx", "io.netty", "io.quarkus.vertx", "io.quarkus.resteasy", "org.jboss.resteasy", "http-problem");

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            String source = String.valueOf(entry.getLoggerName());
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()
                    && (source.endsWith("Problems") || SOURCES.stream().anyMatch(source::startsWith))) {
                said.add(source + ": " + entry.getMessage() + " " + entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Begins to listen. */
    public HttpErrors() {
        root.addHandler(handler);
    }

    /** What was logged so far, a text each. */
    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
