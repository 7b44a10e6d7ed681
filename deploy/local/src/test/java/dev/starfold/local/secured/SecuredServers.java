package dev.starfold.local.secured;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.starfold.embedded.Certificates;
import dev.starfold.embedded.KafkaServer;
import dev.starfold.embedded.PostgresServer;
import dev.starfold.embedded.TokenIssuer;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** PostgreSQL and Kafka as an operator secures them with the files of {@code deploy/security}, and an issuer of tokens. */
final class SecuredServers implements AutoCloseable {

    private static final Path FILES = PackagedService.home().resolve("deploy/security");
    private static final String ADMINISTRATOR = "administrator";

    final Certificates certificates;
    final Certificates foreign;
    final PostgresServer postgres;
    final KafkaServer kafka;
    final TokenIssuer issuer;

    SecuredServers(Path folder) throws Exception {
        certificates = Certificates.make(folder.resolve("certificates"));
        foreign = Certificates.make(folder.resolve("foreign"));
        issuer = TokenIssuer.start();
        postgres = PostgresServer.builder().secured(certificates).start();
        kafka = KafkaServer.builder()
                .secured(certificates, ADMINISTRATOR, password(ADMINISTRATOR))
                .start();
        createRoles();
        createUsers();
    }

    static String password(String user) {
        return "secret of " + user;
    }

    private void createRoles() throws Exception {
        try (Connection connection = connect("postgres", postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            for (String command : Files.readString(FILES.resolve("roles.sql")).split(";")) {
                statement.execute(command);
            }
            for (Service service : Service.values()) {
                for (String role : List.of(service.title() + "_owner", service.title() + "_service")) {
                    statement.execute("alter role %s password '%s'".formatted(role, password(role)));
                }
            }
        }
    }

    private void createUsers() throws Exception {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        for (Service service : Service.values()) {
            String user = service.title() + "-service";
            users.add(new UserScramCredentialUpsertion(
                    user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password(user)));
        }
        try (Admin admin = Admin.create(new HashMap<>(kafka.clientSettings(ADMINISTRATOR, password(ADMINISTRATOR))))) {
            admin.alterUserScramCredentials(users).all().get(30, SECONDS);
            admin.createAcls(acls()).all().get(30, SECONDS);
        }
    }

    private static List<AclBinding> acls() throws Exception {
        return Files.readAllLines(FILES.resolve("kafka-acls.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+"))
                .flatMap(words -> Arrays.stream(words[4].split(","))
                        .map(operation -> new AclBinding(
                                new ResourcePattern(
                                        ResourceType.fromString(upper(words[1])),
                                        words[3],
                                        PatternType.fromString(upper(words[2]))),
                                new AccessControlEntry(
                                        "User:" + words[0],
                                        "*",
                                        AclOperation.fromString(upper(operation)),
                                        AclPermissionType.ALLOW))))
                .toList();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database, certificates), user, password);
    }

    String jdbcUrl(String database, Certificates trusted) {
        return postgres.jdbcUrl(database) + "?sslmode=verify-full&sslrootcert=" + trusted.authority();
    }

    /** The whole configuration of a service that serves under its role of run time, as the README shows it. */
    Map<String, String> settings(Service service) {
        String database = service.title();
        String user = database + "-service";
        Map<String, String> settings = new HashMap<>();
        kafka.clientSettings(user, password(user)).forEach((key, value) -> settings.put("kafka." + key, value));
        settings.put("quarkus.datasource.username", database + "_service");
        settings.put("quarkus.datasource.password", password(database + "_service"));
        settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
        settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");
        settings.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        settings.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
        settings.put(
                "quarkus.datasource.reactive.trust-certificate-pem.certs",
                certificates.authority().toString());
        settings.put("quarkus.datasource.jdbc.url", jdbcUrl(database, certificates));
        settings.put("quarkus.oidc.auth-server-url", issuer.url());
        return settings;
    }

    @Override
    public void close() {
        issuer.close();
        kafka.close();
        postgres.close();
    }
}
