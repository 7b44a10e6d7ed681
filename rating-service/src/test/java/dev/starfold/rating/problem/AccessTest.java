package dev.starfold.rating.problem;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.AccessWalk;
import dev.starfold.embedded.AccessWalk.Access;
import dev.starfold.embedded.AccessWalk.Rule;
import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.projection.Log;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
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
            entry("GET /ratings", EVERYBODY),
            entry("GET /ratings/{subject}", EVERYBODY),
            entry("GET /ratings/{subject}/trend", EVERYBODY),
            entry("GET /ratings/{subject}/live", EVERYBODY),
            entry("GET /ratings/{subject}/anomalies", EVERYBODY),
            entry("GET /reviewers/{author}", EVERYBODY),
            entry("POST /ratings/{subject}/exclusions", MODERATOR.json("{\"author\": \"x\", \"reason\": \"A raid\"}")),
            entry("GET /ratings/{subject}/exclusions", MODERATOR),
            entry("GET /ratings/{subject}/exclusions/{id}", MODERATOR),
            entry("DELETE /ratings/{subject}/exclusions/{id}", MODERATOR),
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

    /** The operator's jobs read them to their end. */
    @BeforeAll
    static void createTopics() throws Exception {
        new Log("review-events").created();
        new Log("reaction-events").created();
    }

    @Test
    void everyCallLetsInWhomItsRuleNamesAndNobodyElse() throws Exception {
        try (var walk = new AccessWalk(service, EmbeddedServers.issuer(), RULES, AccessTest::owned)) {
            assertThat(walk.faults()).isEmpty();
        }
    }

    private static Map<String, String> owned(String owner, String call) {
        String subject = "book:" + UUID.randomUUID();
        String id = call.endsWith("/exclusions/{id}") && !owner.startsWith("nobody")
                ? excluded(subject)
                : UUID.randomUUID().toString();
        return Map.of(
                "service",
                "rating",
                "id",
                id,
                "subject",
                subject,
                "author",
                owner,
                "?",
                call.equals("GET /ratings") ? "?subject=" + subject : "");
    }

    /** Who may not is told so only of one that there is. */
    private static String excluded(String subject) {
        return given().auth()
                .oauth2(EmbeddedServers.issuer().token("mona", "moderator"))
                .contentType(ContentType.JSON)
                .body("{\"author\": \"x\", \"reason\": \"A raid\"}")
                .post("/ratings/{subject}/exclusions", subject)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
