package dev.starfold.rating.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.fuzz.Fuzz;
import dev.starfold.embedded.fuzz.Service;
import dev.starfold.rating.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every call of the OpenAPI document under requests that nobody should send. */
@QuarkusTest
@OnRealServers
class HostileRequestsTest implements Service {

    private final String user = "fuzz-" + UUID.randomUUID();
    private final String subject = "book:" + UUID.randomUUID();

    @TestHTTPResource("/")
    URI base;

    @Test
    void areRefusedWithAProblemAndStoreNothing() throws Exception {
        for (int i = 0; i < 3; i++) {
            excluded();
        }
        assertThat(Fuzz.run(this)).isEmpty();
    }

    @Override
    public Map<String, String> values(String call) {
        return switch (call) {
            case "GET /ratings" -> Map.of("type", "book", "limit", "1");
            case "GET /ratings/{subject}/exclusions" -> Map.of("subject", subject, "limit", "1");
            case String path when path.endsWith("/exclusions/{id}") -> Map.of("subject", subject, "id", excluded());
            case "POST /ratings/{subject}/exclusions" ->
                Map.of("subject", subject, "author", "nobody-" + UUID.randomUUID());
            case String path when path.contains("/ratings/{subject}") -> Map.of("subject", subject);
            case String path when path.contains("/operations/") -> Map.of("service", "rating");
            default -> Map.of();
        };
    }

    private String excluded() {
        return given().auth()
                .oauth2(token("moderator"))
                .contentType("application/json")
                .body("{\"author\": \"nobody-%s\", \"reason\": \"A raid\"}".formatted(UUID.randomUUID()))
                .post("/ratings/{subject}/exclusions", subject)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public String database() {
        return "rating";
    }

    @Override
    public String token(String role) {
        return role.equals("user")
                ? EmbeddedServers.issuer().token(user)
                : EmbeddedServers.issuer().token("fuzz-" + role, role);
    }

    @Override
    public Set<String> moving() {
        return Set.of("review", "rating", "part", "day", "type_total", "reaction", "ranking", "ranking_block", "place");
    }
}
