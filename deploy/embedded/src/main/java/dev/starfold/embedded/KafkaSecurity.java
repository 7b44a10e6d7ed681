package dev.starfold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A broker that takes clients over TLS with SCRAM-SHA-512 alone, and lets them do what ACLs allow. With its own
 * controller it speaks TLS with certificates on both sides.
 *
 * @param administrator may do anything
 */
record KafkaSecurity(Certificates certificates, String administrator, String password) {

    private static final String MECHANISM = "SCRAM-SHA-512";

    Map<String, String> broker(int port, int controllerPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listeners", "SASL_SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "SASL_SSL://localhost:" + port);
        settings.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:SSL");
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.put("inter.broker.listener.name", "SASL_SSL");
        settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", login(administrator, password));
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.key", text(certificates.key()));
        settings.put("ssl.keystore.certificate.chain", text(certificates.certificate()));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", text(certificates.authority()));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:CN=localhost;User:" + administrator);
        return settings;
    }

    /** What formatting the folder is told, so that there is somebody to create the others. */
    String administratorToAdd() {
        return MECHANISM + "=[name=" + administrator + ",password=" + password + "]";
    }

    static Map<String, String> client(Path authority, String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login(user, password),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.toString());
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
