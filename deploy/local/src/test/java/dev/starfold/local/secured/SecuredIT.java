package dev.starfold.local.secured;

import static dev.starfold.local.secured.SecuredServers.password;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The services over TLS, with logins and rights: what they do works, what they need not do is refused. */
class SecuredIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static final Map<Service, PackagedService> SERVICES = new EnumMap<>(Service.class);
    private static SecuredServers servers;
    private static KeyStore trusted;

    /** All at once, as starting is what takes the time. */
    @BeforeAll
    static void start() throws Exception {
        servers = new SecuredServers(folder);
        trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(servers.certificates.authority())) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        for (Service service : Service.values()) {
            if (service != Service.REVIEW) {
                SERVICES.put(service, start(service, service.title(), migrating(service)));
            }
        }
        // The other way: one process migrates and does nothing else; those that serve know no other role than their
        // own.
        Map<String, String> migration = migrating(Service.REVIEW);
        migration.put("quarkus.init-and-exit", "true");
        try (PackagedService migrator = start(Service.REVIEW, "migration", migration)) {
            assertThat(migrator.exit()).as(migrator.log()).isZero();
        }
        SERVICES.put(Service.REVIEW, start(Service.REVIEW, "review", serving(Service.REVIEW)));
        for (PackagedService service : SERVICES.values()) {
            service.awaitReady();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (PackagedService service : SERVICES.values()) {
            service.close();
        }
        servers.close();
    }

    private static Map<String, String> migrating(Service service) {
        Map<String, String> settings = serving(service);
        settings.put("quarkus.flyway.migrate-at-start", "true");
        settings.put("quarkus.flyway.username", service.title() + "_owner");
        settings.put("quarkus.flyway.password", password(service.title() + "_owner"));
        return settings;
    }

    private static Map<String, String> serving(Service service) {
        Map<String, String> settings = servers.settings(service);
        settings.put("quarkus.flyway.migrate-at-start", "false");
        settings.put("quarkus.http.insecure-requests", "disabled");
        settings.put(
                "quarkus.http.ssl.certificate.files",
                servers.certificates.certificate().toString());
        settings.put(
                "quarkus.http.ssl.certificate.key-files",
                servers.certificates.key().toString());
        return settings;
    }

    private static PackagedService start(Service service, String name, Map<String, String> settings) throws Exception {
        return PackagedService.start(service, folder.resolve(name + ".log"), settings);
    }

    private static RequestSpecification to(Service service) {
        return given().config(RestAssuredConfig.config()
                        .sslConfig(SSLConfig.sslConfig().trustStore(trusted)))
                .baseUri("https://localhost:" + SERVICES.get(service).port())
                .contentType(ContentType.JSON);
    }

    private static RequestSpecification to(Service service, String user, String... roles) {
        return to(service).header("Authorization", "Bearer " + servers.issuer.token(user, roles));
    }

    @Test
    void aReviewAndAReactionFlowToTheirRating() {
        String subject = "anime:" + UUID.randomUUID();
        String review = to(Service.REVIEW, "ana")
                .body(Map.of("subject", subject, "score", 8))
                .post("/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        to(Service.REACTION, "ben")
                .body(Map.of("kind", "funny"))
                .put("/reactions/" + review)
                .then()
                .statusCode(201);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonPath rating = to(Service.RATING).get("/ratings/" + subject).jsonPath();
            assertThat(rating.getInt("count")).isEqualTo(1);
            assertThat(rating.getInt("reactions.overall")).isEqualTo(1);
        });
        await().atMost(PATIENCE)
                .until(() -> to(Service.REVIEW)
                                .get("/reviews/%s?include=reactions".formatted(review))
                                .jsonPath()
                                .getInt("reactions.overall")
                        == 1);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceRebuildsAndVerifiesUnderItsRoleOfRunTime(Service service) {
        assertThat(done(service, "rebuilds").getString("status")).isEqualTo("done");
        JsonPath verification = done(service, "verifications");
        assertThat(verification.getString("status")).isEqualTo("done");
        assertThat(verification.getInt("drift")).isZero();
        assertThat(done(service, "republish").getString("status")).isEqualTo("done");
        JsonPath overview = to(service, "otto", "operator")
                .get("/operations/" + service.title())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(overview.getInt("deadLetters.count")).isZero();
        assertThat(SERVICES.get(service).log()).doesNotContain("permission denied", "AuthorizationException");
    }

    private static JsonPath done(Service service, String job) {
        String location = to(service, "otto", "operator")
                .post("/operations/%s/%s".formatted(service.title(), job))
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf("/operations"));
        return await().atMost(PATIENCE)
                .until(() -> to(service, "otto", "operator").get(path).jsonPath(), answer -> !"running"
                        .equals(answer.getString("status")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from event",
                "truncate event",
                "update event set type = 'another' where false",
                "drop table review",
                "alter table event disable trigger all",
                "truncate review",
                "create table mine (id int)",
                "delete from flyway_schema_history",
            })
    void theRoleOfRunTimeMayNot(String command) throws Exception {
        try (Connection connection = asService("review");
                var statement = connection.createStatement()) {
            assertDenied(() -> statement.execute(command));
        }
    }

    @Test
    void theRoleOfRunTimeBlanksWhatErasureBlanks() throws Exception {
        try (Connection connection = asService("review");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update event set data = '{}', metadata = '{}' where position < 0"))
                    .isZero();
        }
    }

    @Test
    void aServiceDoesNotEvenConnectToTheDatabaseOfAnother() {
        assertDenied(() -> servers.connect("rating", "review_service", password("review_service"))
                .close());
    }

    private static Connection asService(String database) throws SQLException {
        return servers.connect(database, database + "_service", password(database + "_service"));
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, denied -> assertThat(denied.getSQLState())
                .as(denied.getMessage())
                .isEqualTo("42501"));
    }

    @Test
    void aServiceDoesNotWriteToTheTopicOfAnother() {
        Map<String, Object> settings =
                new HashMap<>(servers.kafka.clientSettings("rating-service", password("rating-service")));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("review-events", "key", "forged"))
                            .get(20, SECONDS))
                    .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void nothingIsServedInTheClear() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                                servers.postgres.jdbcUrl("review") + "?sslmode=disable",
                                "review_service",
                                password("review_service"))
                        .close())
                .hasMessageContaining("no encryption");
        URI inTheClear = URI.create("http://localhost:%d/ratings/anime:1"
                .formatted(SERVICES.get(Service.RATING).port()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(
                            () -> client.send(HttpRequest.newBuilder(inTheClear).build(), BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aKafkaOfAnotherAuthorityMakesAServiceUnreadyWithTheReason() throws Exception {
        Map<String, String> settings = serving(Service.REACTION);
        settings.put(
                "kafka.ssl.truststore.location", servers.foreign.authority().toString());
        awaitUnready("kafka-stranger", settings, "Kafka denies access", "trust anchors");
    }

    @Test
    void aPostgresOfAnotherAuthorityMakesAServiceUnreadyWithTheReason() throws Exception {
        Map<String, String> settings = serving(Service.REACTION);
        settings.put(
                "quarkus.datasource.reactive.trust-certificate-pem.certs",
                servers.foreign.authority().toString());
        awaitUnready("postgres-stranger", settings, "SSL handshake failed");
    }

    private static void awaitUnready(String name, Map<String, String> settings, String... reasons) throws Exception {
        try (PackagedService stranger = start(Service.REACTION, name, settings)) {
            await().atMost(PATIENCE).failFast(stranger::assertAlive).untilAsserted(() -> {
                var readiness = stranger.readiness();
                assertThat(readiness.status()).isEqualTo(503);
                assertThat(readiness.body()).contains(reasons);
            });
        }
    }
}
