package dev.starfold.review.http;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.submitted;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.AccessWalk;
import dev.starfold.embedded.AccessWalk.Access;
import dev.starfold.embedded.AccessWalk.Rule;
import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.OnRealServers;
import dev.starfold.review.reactions.ReactionEvents;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what: every call of the service has its rule here, and keeps to it. */
@QuarkusTest
@OnRealServers
class AccessTest {

    private static final Rule EVERYBODY = Rule.of(Access.EVERYBODY);
    private static final Rule OPERATOR = Rule.of(Access.OPERATOR);
    private static final Rule MODERATOR = Rule.of(Access.MODERATOR);

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("GET /reviews", EVERYBODY),
            entry("POST /reviews", Rule.of(Access.SIGNED_IN).json("{\"subject\": \"book:%fresh%\", \"score\": 7}")),
            entry("POST /reviews/preview", Rule.of(Access.SIGNED_IN).json("{\"subject\": \"book:1\", \"score\": 7}")),
            entry("GET /reviews/{id}", EVERYBODY),
            entry("PUT /reviews/{id}", Rule.of(Access.OWNER).json("{\"score\": 8}")),
            entry("DELETE /reviews/{id}", Rule.of(Access.OWNER)),
            entry("GET /reviews/{id}/history", EVERYBODY),
            entry(
                    "POST /reviews/{id}/reports",
                    Rule.of(Access.ALL_BUT_THE_OWNER).json("{\"reason\": \"spam\"}")),
            entry("PUT /reviews/{id}/visibility", MODERATOR.json("{\"visibility\": \"hidden\", \"reason\": \"rude\"}")),
            entry("DELETE /reviews/{id}/texts/{version}", MODERATOR),
            entry("GET /reports", MODERATOR),
            entry("POST /reports/{review}/dismissal", MODERATOR),
            entry("POST /imports", OPERATOR.lines("{\"subject\": \"book:%fresh%\", \"author\": \"x\", \"score\": 7}")),
            entry("GET /exports/reviews", OPERATOR),
            entry("GET /users/{user}/data", Rule.of(Access.OWNER_OR_OPERATOR)),
            entry("DELETE /users/{user}", Rule.of(Access.OWNER_OR_OPERATOR)),
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

    /** The operator's jobs read it to its end. */
    @BeforeAll
    static void createTopic() throws Exception {
        ReactionEvents.create();
    }

    @Test
    void everyCallLetsInWhomItsRuleNamesAndNobodyElse() throws Exception {
        try (var walk = new AccessWalk(service, EmbeddedServers.issuer(), RULES, AccessTest::owned)) {
            assertThat(walk.faults()).isEmpty();
        }
    }

    private static Map<String, String> owned(String owner, String call) {
        String fresh = UUID.randomUUID().toString();
        // Of a job there is none that belongs to anybody; and a bad token is refused before anything is looked for.
        boolean any = call.contains("/operations/") || owner.startsWith("nobody");
        String review = any ? fresh : submitted(owner, newSubject(), "\"score\": 7, \"body\": \"text\"");
        return Map.of(
                "service", "review", "id", review, "review", review, "version", "1", "user", owner, "fresh", fresh);
    }
}
