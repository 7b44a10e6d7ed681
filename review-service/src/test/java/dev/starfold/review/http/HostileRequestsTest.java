package dev.starfold.review.http;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.fuzz.Fuzz;
import dev.starfold.embedded.fuzz.Service;
import dev.starfold.review.OnRealServers;
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

    @TestHTTPResource("/")
    URI base;

    @Test
    void areRefusedWithAProblemAndStoreNothing() throws Exception {
        for (int i = 0; i < 3; i++) {
            reported();
        }
        assertThat(Fuzz.run(this)).isEmpty();
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public String database() {
        return "review";
    }

    @Override
    public Map<String, String> values(String call) {
        return switch (call) {
            case "GET /reviews" -> Map.of("limit", "1");
            case "GET /reports" -> Map.of("limit", "1");
            case "POST /reviews", "POST /reviews/preview" -> Map.of("subject", newSubject());
            case "POST /reviews/{id}/reports" ->
                Map.of("id", submitted("another-" + UUID.randomUUID(), newSubject(), "\"score\": 7"));
            case "POST /reports/{review}/dismissal" -> Map.of("review", reported());
            case String path
            when path.contains("/reviews/{id}") -> Map.of("id", mine(), "version", "1", "If-Match", "\"1\"");
            default -> Map.of();
        };
    }

    private String mine() {
        return submitted(user, newSubject(), "\"score\": 7, \"body\": \"A text\"");
    }

    private String reported() {
        String id = mine();
        given().auth()
                .oauth2(EmbeddedServers.issuer().token("reporter-" + UUID.randomUUID()))
                .contentType("application/json")
                .body("{\"reason\": \"spam\"}")
                .post("/reviews/{id}/reports", id)
                .then()
                .statusCode(201);
        return id;
    }

    @Override
    public String token(String role) {
        return role.equals("user")
                ? EmbeddedServers.issuer().token(user)
                : EmbeddedServers.issuer().token("fuzz-" + role, role);
    }

    @Override
    public Set<String> moving() {
        return Set.of("reaction");
    }
}
