package dev.starfold.embedded;

/** A real Kafka broker, which is its own controller; it holds topics, which are never created by use. */
public interface KafkaServer extends EmbeddedServer {

    /** A broker on a temporary folder and any free port, unless told otherwise. */
    static Builder builder() {
        return new Builder();
    }

    /** What clients take as {@code bootstrap.servers}. */
    String bootstrapServers();

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
