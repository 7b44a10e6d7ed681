package dev.starfold.local;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever process dies is started again, and the system goes on. */
class SupervisionIT {

    private static final Duration MOST = Duration.ofSeconds(60);

    private static TestSystem system;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        system = TestSystem.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"review-service 1", "rating-service 1", "reaction-service 1", "kafka", "postgres"})
    void aKilledProcessIsStartedAgainAndTheSystemGoesOn(String name) {
        Part part = system.part(name);
        long killed = part.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        await().atMost(MOST).until(() -> part.pid() != killed);
        String subject = "anime:" + UUID.randomUUID();
        String author = UUID.randomUUID().toString();
        await().atMost(MOST)
                .untilAsserted(() -> assertThat(submitted(subject, author)).isIn(201, 409));
        await().atMost(MOST).untilAsserted(() -> given().baseUri(system.url())
                .get("/ratings/{subject}", subject)
                .then()
                .statusCode(200)
                .body("count", org.hamcrest.Matchers.equalTo(1)));
    }

    private static int submitted(String subject, String author) {
        return given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token(author))
                .contentType(ContentType.JSON)
                .body(Map.of("subject", subject, "score", 7))
                .post("/reviews")
                .statusCode();
    }
}
