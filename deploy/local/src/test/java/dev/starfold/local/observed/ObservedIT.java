package dev.starfold.local.observed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import dev.starfold.local.observed.Collector.Span;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged services with tracing on, on a real PostgreSQL and a real Kafka, as their operators see them. */
class ObservedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "kept-to-itself";

    @TempDir
    static Path folder;

    private static final Map<Service, PackagedService> SERVICES = new EnumMap<>(Service.class);
    private static Collector collector;

    @BeforeAll
    static void start() throws Exception {
        collector = new Collector();
        for (Service service : Service.values()) {
            EmbeddedServers.postgres().createDatabase(service.title());
            Map<String, String> settings = Map.ofEntries(
                    Map.entry(
                            "quarkus.datasource.reactive.url",
                            EmbeddedServers.postgres().reactiveUrl(service.title())),
                    Map.entry(
                            "quarkus.datasource.jdbc.url",
                            EmbeddedServers.postgres().jdbcUrl(service.title())),
                    Map.entry(
                            "quarkus.datasource.username",
                            EmbeddedServers.postgres().user()),
                    Map.entry(
                            "quarkus.datasource.password",
                            EmbeddedServers.postgres().password()),
                    Map.entry("kafka.bootstrap.servers", EmbeddedServers.kafka().bootstrapServers()),
                    Map.entry(
                            "quarkus.oidc.auth-server-url",
                            EmbeddedServers.issuer().url()),
                    Map.entry("quarkus.otel.sdk.disabled", "false"),
                    Map.entry("quarkus.otel.exporter.otlp.endpoint", collector.endpoint()),
                    Map.entry("quarkus.otel.exporter.otlp.protocol", "http/protobuf"),
                    Map.entry("quarkus.otel.bsp.schedule.delay", "200ms"),
                    Map.entry("quarkus.log.console.json.enabled", "true"));
            SERVICES.put(service, PackagedService.start(service, folder.resolve(service.title() + ".log"), settings));
        }
        for (PackagedService service : SERVICES.values()) {
            service.awaitReady();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (PackagedService service : SERVICES.values()) {
            service.close();
        }
        collector.close();
    }

    private static RequestSpecification to(Service service) {
        return given().port(SERVICES.get(service).port()).contentType(ContentType.JSON);
    }

    private static RequestSpecification to(Service service, String user) {
        return to(service)
                .header("Authorization", "Bearer " + EmbeddedServers.issuer().token(user));
    }

    private static String trace() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static String traceparent(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    private static String submit(String user, String trace) {
        return to(Service.REVIEW, user)
                .header("traceparent", traceparent(trace))
                .body(Map.of("subject", "anime:" + user, "score", 8, "body", SECRET))
                .post("/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Span only(List<Span> spans, String service, String name) {
        List<Span> found = spans.stream()
                .filter(span -> span.service().equals(service) && span.name().equals(name))
                .toList();
        assertThat(found).as("%s of %s in %s", name, service, spans).hasSize(1);
        return found.getFirst();
    }

    @Test
    void oneTraceGoesFromTheCallThroughStoreAndKafkaIntoTheProjections() {
        String trace = trace();
        submit("trace-" + trace, trace);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Span> spans = collector.of(trace);
            Span call = only(spans, "review-service", "POST /reviews");
            Span append = only(spans, "review-service", "append");
            Span send = only(spans, "review-service", "send review-events");
            Span rated = only(spans, "rating-service", "process review-events");
            Span known = only(spans, "reaction-service", "process review-events");
            assertThat(call.parent()).isEqualTo("00f067aa0ba902b7");
            assertThat(append.parent()).isEqualTo(call.id());
            assertThat(send.parent()).isEqualTo(call.id());
            assertThat(rated.parent()).isEqualTo(send.id());
            assertThat(known.parent()).isEqualTo(send.id());
        });
    }

    /** Which commands meet in one transaction is a matter of chance: so bursts come until some did. */
    @Test
    void commandsThatShareATransactionAreLinked() {
        await().atMost(PATIENCE).until(() -> {
            IntStream.range(0, 16).parallel().forEach(i -> {
                String trace = trace();
                submit("burst-" + trace, trace);
            });
            Map<String, Span> byId =
                    collector.spans().stream().collect(Collectors.toMap(Span::id, span -> span, (one, another) -> one));
            return byId.values().stream()
                    .filter(span -> span.name().equals("append"))
                    .flatMap(span -> span.links().stream())
                    .anyMatch(id -> byId.containsKey(id) && byId.get(id).name().equals("append"));
        });
    }

    @Test
    void tracesAndLogsHoldNobodysNameNorWhatTheyWrote() throws Exception {
        String trace = trace();
        String user = SECRET + "-" + trace;
        submit(user, trace);
        to(Service.REVIEW, user).get("/users/{user}/data", user).then().statusCode(200);
        to(Service.REVIEW)
                .get("/reviews?author={user}&q={q}", user, SECRET)
                .then()
                .statusCode(200);
        to(Service.REVIEW).header("User-Agent", SECRET).get("/reviews").then().statusCode(200);
        to(Service.RATING).get("/reviewers/{user}", user).then().statusCode(200);
        to(Service.REACTION, user).get("/reactions/by/{user}", user).then().statusCode(200);
        String failed = trace();
        sql("alter table review_text add constraint unlucky check (body not like 'unlucky%') not valid");
        try {
            to(Service.REVIEW, "unlucky-" + user)
                    .header("traceparent", traceparent(failed))
                    .body(Map.of("subject", "anime:1", "score", 1, "body", "unlucky " + SECRET))
                    .post("/reviews")
                    .then()
                    .statusCode(500);
        } finally {
            sql("alter table review_text drop constraint unlucky");
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            Set<String> names = collector.spans().stream().map(Span::name).collect(Collectors.toSet());
            assertThat(names).contains("GET /users/{user}/data", "GET /reviewers/{author}", "GET /reactions/by/{user}");
            assertThat(collector.of(failed)).extracting(Span::name).contains("POST /reviews");
        });
        assertThat(collector.received()).doesNotContain(SECRET).doesNotContain("127.0.0.1");
        for (PackagedService service : SERVICES.values()) {
            assertThat(service.log()).doesNotContain(SECRET).doesNotContain("Bearer");
        }
        assertThat(SERVICES.get(Service.REVIEW).log().lines())
                .as("the failure is logged as JSON, with its trace")
                .anyMatch(line -> isOf(failed, line));
    }

    private static boolean isOf(String trace, String line) {
        try {
            JsonNode entry = new ObjectMapper().readTree(line);
            return entry.path("mdc").path("traceId").asText().equals(trace)
                    && entry.path("level").asText().equals("ERROR");
        } catch (Exception e) {
            return false;
        }
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        EmbeddedServers.postgres().jdbcUrl("review"),
                        EmbeddedServers.postgres().user(),
                        EmbeddedServers.postgres().password());
                var executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    @Test
    void whatAlertsAndDashboardsAskForIsWhatServicesExpose() throws Exception {
        submit("metrics-" + trace(), trace());
        Set<String> exposed = SERVICES.values().stream()
                .flatMap(service -> Queries.exposed(
                        given().port(service.management()).get("/q/metrics").asString()))
                .collect(Collectors.toSet());
        assertThat(exposed).containsAll(Queries.ofAlerts()).containsAll(Queries.ofDashboard());
    }
}
