package dev.starfold.embedded;

/**
 * A real Kafka broker on 127.0.0.1, which is its own controller, run as a child process. It holds the topics of one data
 * folder, which survive {@link #close} as well as the killing of the broker or of this JVM. Topics are never created by
 * use. Every failure is a {@link ServerException} that says what is wrong. Thread-safe.
 */
public interface KafkaServer extends AutoCloseable {

    /** A broker on a temporary folder and any free port, unless told otherwise. */
    static Builder builder() {
        return new Builder();
    }

    /** The TCP port on 127.0.0.1. */
    int port();

    /** What clients take as {@code bootstrap.servers}. */
    String bootstrapServers();

    /** The broker's process id, another one after each start. */
    long pid();

    /** Shuts the broker down cleanly, for fault tests; its port and data wait for {@link #restart}. */
    void stop();

    /** Stops the broker if it runs and starts it again on the same port and data. */
    void restart();

    /** Shuts the broker down cleanly; deletes its data if they are temporary. */
    @Override
    void close();

    /** What a broker is started with. Its controller always takes any free port. */
    final class Builder extends ServerBuilder<Builder> {

        private String heap = "256m";

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** The broker's largest heap as the JVM writes it, default {@code 256m}. */
        public Builder heap(String heap) {
            this.heap = heap;
            return this;
        }

        /** Starts the broker and waits until it answers clients. */
        public KafkaServer start() {
            return new LocalKafka(this);
        }

        String heap() {
            return heap;
        }
    }
}
