package dev.starfold.reaction.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.AccessWalk;
import dev.starfold.embedded.AccessWalk.Access;
import dev.starfold.embedded.AccessWalk.Rule;
import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.reaction.Api;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may do what: every call of the service has its rule here, and keeps to it. */
@QuarkusTest
@OnRealServers
class AccessTest {

    private static final Rule EVERYBODY = Rule.of(Access.EVERYBODY);
    private static final Rule OPERATOR = Rule.of(Access.OPERATOR);

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("GET /reactions", EVERYBODY),
            entry("GET /reactions/kinds", EVERYBODY),
            entry("GET /reactions/by/{user}", Rule.of(Access.OWNER_OR_OPERATOR)),
            entry("GET /reactions/{reviewId}", EVERYBODY),
            entry("PUT /reactions/{reviewId}", Rule.of(Access.ALL_BUT_THE_OWNER).json("{\"kind\": \"nice\"}")),
            entry("DELETE /reactions/{reviewId}", Rule.of(Access.SIGNED_IN)),
            entry("GET /reactions/{reviewId}/users", EVERYBODY),
            entry("GET /operations/{service}", OPERATOR),
            entry("POST /operations/{service}/rebuilds", OPERATOR),
            entry("GET /operations/{service}/rebuilds/{id}", OPERATOR),
            entry("DELETE /operations/{service}/rebuilds/{id}", OPERATOR),
            entry("POST /operations/{service}/verifications", OPERATOR),
            entry("GET /operations/{service}/verifications/{id}", OPERATOR),
            entry("POST /operations/{service}/republish", OPERATOR),
            entry("GET /operations/{service}/republish/{id}", OPERATOR),
            entry("GET /operations/{service}/dead-letters", OPERATOR),
            entry("GET /operations/{service}/dead-letters/{id}", OPERATOR),
            entry("POST /operations/{service}/dead-letters/{id}/replay", OPERATOR));

    @TestHTTPResource("/")
    URI service;

    @Test
    void everyCallLetsInWhomItsRuleNamesAndNobodyElse() throws Exception {
        try (var walk = new AccessWalk(service, EmbeddedServers.issuer(), RULES, AccessTest::owned)) {
            assertThat(walk.faults()).isEmpty();
        }
    }

    private static Map<String, String> owned(String owner, String call) {
        UUID id = UUID.randomUUID();
        // Only there it matters whose the review is; and a bad token is refused before anything is looked for.
        if (call.endsWith("/reactions/{reviewId}") && !owner.startsWith("nobody")) {
            Review review = new Review(id, Api.newSubject(), owner);
            review.publish("public", 1);
            ReviewEvents.awaitStatus(id, 200);
        }
        return Map.of(
                "service",
                "reaction",
                "id",
                id.toString(),
                "reviewId",
                id.toString(),
                "user",
                owner,
                "?",
                call.equals("GET /reactions") ? "?review=" + id : "");
    }
}
