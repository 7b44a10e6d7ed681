package dev.starfold.embedded;

/**
 * One PostgreSQL, one Kafka and one token issuer for all tests of a JVM, whatever class loader they ask from: each
 * started when first asked for and stopped with the JVM.
 */
public final class EmbeddedServers {

    private EmbeddedServers() {}

    /** The JVM's PostgreSQL: no fsync, temporary data. */
    public static PostgresServer postgres() {
        return JvmWide.get(PostgresServer.class, "postgres", () -> Postgres.SERVER);
    }

    /** The JVM's Kafka: temporary data. */
    public static KafkaServer kafka() {
        return JvmWide.get(KafkaServer.class, "kafka", () -> Kafka.SERVER);
    }

    /** The JVM's token issuer. */
    public static TokenIssuer issuer() {
        return JvmWide.get(TokenIssuer.class, "issuer", () -> Issuer.SERVER);
    }

    private static final class Postgres {
        static final PostgresServer SERVER = PostgresServer.builder().start();
    }

    private static final class Kafka {
        static final KafkaServer SERVER = KafkaServer.builder().start();
    }

    private static final class Issuer {
        static final TokenIssuer SERVER = TokenIssuer.start();
    }
}
