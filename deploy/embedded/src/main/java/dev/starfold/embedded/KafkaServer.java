package dev.starfold.embedded;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker, which is its own controller; it holds topics, which are never created by use. */
public interface KafkaServer extends EmbeddedServer {

    /** A broker on a temporary folder and any free port, unless told otherwise. */
    static Builder builder() {
        return new Builder();
    }

    /** What clients take as {@code bootstrap.servers}. */
    String bootstrapServers();

    /** What its clients are configured with: where it is and, when it is secured, TLS and their login. */
    Map<String, String> clientSettings(String user, String password);

    /** What a broker is started with. Its controller always takes any free port. */
    final class Builder extends ServerBuilder<Builder> {

        private String heap = "256m";
        private @Nullable KafkaSecurity security;

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

        /**
         * Takes clients over TLS with SCRAM-SHA-512 alone, and lets them do what ACLs allow; the administrator may do
         * anything.
         */
        public Builder secured(Certificates certificates, String administrator, String password) {
            this.security = new KafkaSecurity(certificates, administrator, password);
            return this;
        }

        /** Starts the broker and waits until it answers clients. */
        public KafkaServer start() {
            return new LocalKafka(this);
        }

        String heap() {
            return heap;
        }

        @Nullable KafkaSecurity security() {
            return security;
        }

        Map<String, String> settings(int port, int controllerPort) {
            Map<String, String> all = new HashMap<>();
            if (security != null) {
                all.putAll(security.broker(port, controllerPort));
            }
            all.putAll(settings);
            return all;
        }
    }
}
