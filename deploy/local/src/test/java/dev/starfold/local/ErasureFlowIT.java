package dev.starfold.local;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.starfold.local.faults.FaultedSystem;
import dev.starfold.local.faults.Topics;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One user is erased everywhere, although a service is away meanwhile, and may come back afterwards. */
class ErasureFlowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    @TempDir
    static Path data;

    private static FaultedSystem system;

    private final String user = "erin-" + UUID.randomUUID();
    private final String word = "zq" + UUID.randomUUID().toString().replace("-", "");
    private final String subject = "anime:" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        Path home = Path.of("").toAbsolutePath().getParent().getParent();
        system = FaultedSystem.start(home, data, Map.of(), Wiring.PLAIN, line -> {});
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    @Test
    void nothingOfTheUserIsLeftAndEveryNumberIsRight() throws Exception {
        String others = review("oda", 9, "Something");
        String theirs = review(user, 2, word);
        react("oda", theirs, "funny");
        react(user, others, "nice");
        react("pia", others, "funny");
        as("mona", "moderator")
                .body(Map.of("author", user, "reason", "A raid by " + word))
                .post("/ratings/" + subject + "/exclusions")
                .then()
                .statusCode(201);
        awaitRating(1, 2);
        as("otto", "operator")
                .get("/users/" + user + "/data")
                .then()
                .statusCode(200)
                .body("reviews.size()", equalTo(1));
        assertThat(rowsWith(word)).isNotEmpty();

        Part reactions = system.replicas(Service.REACTION).getFirst();
        reactions.away(() -> as(user).delete("/users/" + user).then().statusCode(204));

        assertThat(read("/reviews/" + theirs).statusCode()).isEqualTo(410);
        awaitRating(1, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        read("/reactions/" + others).jsonPath().getMap("kinds"))
                .containsEntry("nice", 0)
                .containsEntry("funny", 1));
        assertThat(read("/reviewers/" + user).jsonPath().getInt("count")).isZero();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rowsWith(word)).isEmpty();
            // review-service's own word to the others stays as long as the topic keeps it.
            assertThat(rowsWith(user)).hasSize(1).allMatch(row -> row.contains("user-erased"));
        });
        try (Topics topics = new Topics(system.bootstrapServers())) {
            for (Service service : Service.values()) {
                assertThat(topics.records(service.title() + "-events"))
                        .noneMatch(record -> text(record).contains(word) && service != Service.RATING);
            }
            comesBack(topics, others);
        }
        verified();
    }

    /** And stays, although the erasure is delivered once more. */
    private void comesBack(Topics topics, String others) throws Exception {
        String anew = review(user, 10, "Something new");
        react(user, others, "nice");
        awaitRating(2, 2);
        topics.redeliver("user-events", 10, new Random(1));
        react("pia", anew, "funny");
        awaitRating(2, 3);
        assertThat(read("/reviews/" + anew).statusCode()).isEqualTo(200);
        assertThat(read("/reactions/" + others).jsonPath().getInt("kinds.nice")).isEqualTo(1);
    }

    private void verified() {
        for (Service service : Service.values()) {
            String location = as("otto", "operator")
                    .post("/operations/" + service.title() + "/verifications")
                    .then()
                    .statusCode(202)
                    .extract()
                    .header("Location");
            String job = location.substring(location.indexOf("/operations"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            as("otto", "operator").get(job).jsonPath().getString("status"))
                    .isEqualTo("done"));
            as("otto", "operator").get(job).then().body("drift", equalTo(0));
        }
    }

    private static RequestSpecification as(String user, String... roles) {
        return given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token(user, roles))
                .contentType(ContentType.JSON);
    }

    private static Response read(String path) {
        return given().baseUri(system.url()).get(path);
    }

    private String review(String author, int score, String text) {
        return as(author)
                .body(Map.of("subject", subject, "score", score, "headline", text, "body", "Said with " + text))
                .post("/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void react(String reader, String review, String kind) {
        as(reader).body(Map.of("kind", kind)).put("/reactions/" + review).then().statusCode(201);
    }

    private void awaitRating(int count, int reactions) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var rating = read("/ratings/" + subject).jsonPath();
            assertThat(rating.getInt("count")).isEqualTo(count);
            assertThat(rating.getInt("reactions.overall")).isEqualTo(reactions);
        });
    }

    /** Of all tables of all services. */
    private static List<String> rowsWith(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        for (Service service : Service.values()) {
            try (Connection connection = system.jdbc(service);
                    Statement tables = connection.createStatement();
                    ResultSet names = tables.executeQuery(TABLES)) {
                while (names.next()) {
                    find(connection, names.getString(1), text, found);
                }
            }
        }
        return found;
    }

    private static void find(Connection connection, String table, String text, List<String> found) throws SQLException {
        String sql = "select t::text from %s t where position(? in t::text) > 0"
                .formatted(connection.createStatement().enquoteIdentifier(table, true));
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, text);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(table + ": " + rows.getString(1));
                }
            }
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? "" : new String(record.value(), UTF_8);
    }
}
