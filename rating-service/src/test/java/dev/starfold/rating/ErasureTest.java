package dev.starfold.rating;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.rating.projection.Log;
import dev.starfold.rating.projection.Reacted;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.Submitted;
import dev.starfold.rating.projection.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users are erased as review-service tells: on a topic of its own, and by its events of their reviews. */
@QuarkusTest
@OnRealServers
@TestProfile(ErasureTest.TopicOfItsOwn.class)
class ErasureTest {

    private static final String USERS = "user-events-later";

    /** It isn't there at first. */
    public static class TopicOfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mp.messaging.incoming.user-events.topic", USERS);
        }
    }

    private final TestDatabase database = TestDatabase.ofService();
    private final String subject = "book:" + UUID.randomUUID();
    private final String user = "user-" + UUID.randomUUID();
    private final Log reviews = new Log("review-events");
    private final Log reactions = new Log("reaction-events");
    private final Log users = new Log(USERS);

    @ConfigProperty(name = "quarkus.management.test-port")
    int management;

    @BeforeEach
    void theServiceIsReadyBeforeTheTopicIsThere() throws Exception {
        if (!users.exists()) {
            given().port(management).get("/q/health/ready").then().statusCode(200);
            users.created();
        }
        reviews.created();
        reactions.created();
    }

    @Test
    void nothingOfAnAuthorIsLeftAndWhatTheyWereExcludedByCoversNobody() throws Exception {
        ReviewState standing = Submitted.of(subject, 9).by(user).state();
        ReviewState withdrawn = Submitted.of(subject, 3).by(user).state();
        ReviewState others = Submitted.of(subject, 5).state();
        reviews.publish(
                standing,
                withdrawn,
                others,
                Submitted.of(subject, 3).by(user).state(withdrawn.reviewId(), "withdrawn", 2));
        reactions.publish(Reacted.to(standing, "nice"), Reacted.to(others, "funny"));
        rating("count", 2);
        rating("reactions.overall", 2);
        excluded("mona", "{\"author\": \"%s\", \"reason\": \"%s again\"}".formatted(user, user), null);
        excluded("mona", """
                {"author": "%s", "from": "2020-01-01T00:00:00Z", "to": "2030-01-01T00:00:00Z", "reason": "r"}""".formatted(user), null);
        rating("excluded", 1);

        UUID erasure = erased(Instant.now());
        awaitCarriedOut(erasure);
        // An exclusion without its author would cover the other's review.
        rating("excluded", 0);
        moderator("mona").get("/ratings/{subject}/exclusions", subject).then().body("items", empty());
        for (ReviewState review : List.of(standing, withdrawn)) {
            reviews.publish(
                    new ReviewState(review.reviewId(), subject, null, null, null, null, null, null, "erased", 3));
        }

        rating("count", 1);
        rating("reactions.overall", 1);
        given().get("/reviewers/{author}", user)
                .then()
                .body("count", equalTo(0))
                .body("reactions.overall", equalTo(0));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(database.mentions(user)).isEmpty());
        assertThat(job("verifications").getList("drifted", String.class)).noneMatch(name -> name.contains(subject));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(published())
                .hasSize(2)
                .allMatch(said -> said.contains("\"active\":false") && said.contains("\"author\":null"))
                .noneMatch(said -> said.contains(user)));
    }

    @Test
    void aModeratorWhoIsErasedLeavesWhatTheyDecidedAndTheirKeysAreUsed() throws Exception {
        String window =
                "{\"from\": \"2026-04-03T00:00:00Z\", \"to\": \"2026-04-04T00:00:00Z\", \"reason\": \"A raid\"}";
        String id =
                excluded(user, window, "key").then().statusCode(201).extract().path("id");
        String mona =
                excluded("mona", window, null).then().statusCode(201).extract().path("id");
        moderator(user)
                .delete("/ratings/{subject}/exclusions/{id}", subject, mona)
                .then()
                .statusCode(204);
        assertThat(database.mentions(user)).isNotEmpty();

        UUID erasure = UUID.randomUUID();
        Instant at = Instant.now();
        tell(erasure, at);
        awaitCarriedOut(erasure);
        assertThat(database.mentions(user)).isEmpty();
        moderator("mona")
                .get("/ratings/{subject}/exclusions/{id}", subject, id)
                .then()
                .statusCode(200)
                .body("by", nullValue())
                .body("reason", equalTo("A raid"));
        // They come back.
        for (String body : List.of(window, window.replace("A raid", "Another"))) {
            excluded(user, body, "key")
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("/problems/idempotency-key-reused"));
        }
        String anew = excluded(user, window, "another-key")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        tell(erasure, Instant.now());
        UUID late = UUID.randomUUID();
        tell(late, at);
        awaitCarriedOut(late);
        moderator("mona")
                .get("/ratings/{subject}/exclusions/{id}", subject, anew)
                .then()
                .statusCode(200)
                .body("by", equalTo(user));
        excluded(user, window, "another-key").then().statusCode(201).header("Idempotency-Replayed", "true");
    }

    @Test
    void operatorsSeeWhereTheConsumerIs() {
        as("otto", "operator")
                .get("/operations/rating")
                .then()
                .statusCode(200)
                .body("projections[0].partitions.topic", hasItem(USERS));
    }

    private Response excluded(String by, String body, String key) {
        var request = moderator(by).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/ratings/{subject}/exclusions", subject);
    }

    private static RequestSpecification moderator(String user) {
        return as(user, "moderator");
    }

    private static RequestSpecification as(String user, String role) {
        return given().auth().oauth2(EmbeddedServers.issuer().token(user, role)).contentType(ContentType.JSON);
    }

    private UUID erased(Instant at) throws Exception {
        UUID erasure = UUID.randomUUID();
        tell(erasure, at);
        return erasure;
    }

    private void tell(UUID erasure, Instant at) throws Exception {
        var record = users.record(
                erasure.toString(),
                "{\"erasureId\": \"%s\", \"user\": \"%s\", \"at\": \"%s\"}"
                        .formatted(erasure, user, at)
                        .getBytes(UTF_8));
        record.headers().add("ce_type", UserErased.TYPE.getBytes(UTF_8));
        users.send(List.of(record));
    }

    private void awaitCarriedOut(UUID erasure) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !database.query("select id from erasure where id = '%s'".formatted(erasure))
                        .isEmpty());
    }

    private void rating(String figure, int expected) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> given().get("/ratings/{subject}", subject).then().body(figure, equalTo(expected)));
    }

    private JsonPath job(String kind) {
        String location =
                as("otto", "operator").post("/operations/rating/" + kind).header("Location");
        String path = location.substring(location.indexOf("/operations"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !as("otto", "operator").get(path).path("status").equals("running"));
        return as("otto", "operator").get(path).jsonPath();
    }

    /** The newest that consumers were told of each of the subject's exclusions. */
    private List<String> published() {
        var newest = new HashMap<String, String>();
        new Log("rating-events")
                .all().stream()
                        .filter(record -> subject.equals(new String(record.key(), UTF_8)))
                        .forEach(record -> newest.put(
                                new String(
                                        record.headers()
                                                .lastHeader("ce_subject")
                                                .value(),
                                        UTF_8),
                                new String(record.value(), UTF_8)));
        return List.copyOf(newest.values());
    }
}
