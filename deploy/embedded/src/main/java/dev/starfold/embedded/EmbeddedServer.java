package dev.starfold.embedded;

/**
 * A server on 127.0.0.1, run as a child process on one data folder. The data survive {@link #close} as well as the
 * killing of the server or of this JVM, which no server outlives. Every failure is a {@link ServerException} that says
 * what is wrong. Thread-safe.
 */
public interface EmbeddedServer extends AutoCloseable {

    /** The TCP port, the same after every {@link #restart}. */
    int port();

    /** The server's process id, another one after each start. */
    long pid();

    /** Shuts the server down cleanly, for fault tests; its port and data wait for {@link #restart}. */
    void stop();

    /** Stops the server if it runs, and starts it again on the same port and data. */
    void restart();

    /** Shuts the server down cleanly; deletes its data if they are temporary. */
    @Override
    void close();
}
