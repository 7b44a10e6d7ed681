package dev.starfold.reaction.http;

import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.reacted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.fuzz.Fuzz;
import dev.starfold.embedded.fuzz.Service;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
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

    private String review;

    @Test
    void areRefusedWithAProblemAndStoreNothing() throws Exception {
        UUID known = Review.known().id();
        review = known.toString();
        for (int i = 0; i < 3; i++) {
            reacted(newUser(), known, "nice");
            reacted(user, Review.known().id(), "funny");
        }
        assertThat(Fuzz.run(this)).isEmpty();
    }

    @Override
    public Map<String, String> values(String call) {
        return switch (call) {
            case "GET /reactions" -> Map.of("review", review);
            case "GET /reactions/{reviewId}/users" -> Map.of("reviewId", review, "limit", "1");
            case "GET /reactions/by/{user}" -> Map.of("user", user, "limit", "1");
            case String path when path.contains("/reactions/{reviewId}") -> Map.of("reviewId", review);
            default -> Map.of();
        };
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public String database() {
        return "reaction";
    }

    @Override
    public String token(String role) {
        return role.equals("user")
                ? EmbeddedServers.issuer().token(user)
                : EmbeddedServers.issuer().token("fuzz-" + role, role);
    }

    @Override
    public Set<String> moving() {
        return Set.of("known_review");
    }
}
