package dev.starfold.rating.projection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.StarfoldTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drift is planted by SQL, to be found with its name while events flow, and healed by a rebuild while reads go on. */
@QuarkusTest
@TestProfile(RebuildTest.OfItsOwn.class)
class RebuildTest {

    private static final String DATABASE = "rating_rebuilt";

    /** A read model that has come from the logs alone: other tests project into theirs without them. */
    public static class OfItsOwn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "starfold.topic.name", "rating-events-rebuilt",
                    "mp.messaging.incoming.review-events.group.id", "rebuild-reviews",
                    "mp.messaging.incoming.reaction-events.group.id", "rebuild-reactions");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(StarfoldTestResource.class, Map.of("database", DATABASE)));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Log reviews;
    private static Log reactions;

    @Inject
    Changes changes;

    private final TestDatabase database = TestDatabase.named(DATABASE);
    private final String subject = "book:" + UUID.randomUUID();

    @BeforeAll
    static void createTopics() throws Exception {
        reviews = new Log("review-events").created();
        reactions = new Log("reaction-events").created();
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(EmbeddedServers.issuer().token("otto", roles));
    }

    private JsonPath rating() {
        return given().get("/ratings/" + subject).jsonPath();
    }

    private String begun(String kind) {
        String location = as("operator")
                .post("/operations/rating/" + kind)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/operations"));
    }

    private static JsonPath job(String path) {
        return as("operator").get(path).then().statusCode(200).extract().jsonPath();
    }

    private JsonPath done(String kind) {
        String path = begun(kind);
        await().atMost(PATIENCE).until(() -> !job(path).getString("status").equals("running"));
        assertThat(job(path).getString("status")).as(job(path).prettify()).isEqualTo("done");
        return job(path);
    }

    private void plant(String sql) {
        database.query(sql.formatted("slot = (select slot from projection) and subject = '" + subject + "'"));
    }

    private void fourReviewsWithThreeReactions() throws Exception {
        ReviewState first = Life.rated(subject, 9);
        reviews.publish(first, Life.rated(subject, 8), Life.rated(subject, 3), Life.rated(subject, 7));
        for (String kind : new String[] {"nice", "nice", "funny"}) {
            reactions.publish(Reacted.to(first, kind));
        }
        await().atMost(PATIENCE)
                .until(() -> rating().getInt("count") == 4 && rating().getInt("reactions.overall") == 3);
    }

    @Test
    void plantedDriftOfEveryAggregateIsFoundByNameAndHealed() throws Exception {
        fourReviewsWithThreeReactions();
        assertThat(done("verifications").getList("drifted", String.class)).noneMatch(name -> name.contains(subject));

        plant("update rating set scores[9] = scores[9] + 1 where %s");
        plant("update part set reactions[1] = 0 where %s and reactions[1] > 0");
        plant("update day set sum = sum + 1 where %s and day = (select max(day) from live_day where subject = '"
                + subject + "')");
        plant("delete from type_total where type = 'book' and exists (select from rating where %s)");
        assertThat(done("verifications").getList("drifted", String.class))
                .anyMatch(name -> name.startsWith("rating of " + subject + ": {0,0,1,0,0,0,1,1,2,0"))
                .anyMatch(name -> name.startsWith("part of " + subject))
                .anyMatch(name -> name.startsWith("day of " + subject))
                .anyMatch(name -> name.startsWith("total of book"));

        done("rebuilds");
        assertThat(done("verifications").getInt("drift")).isZero();
        assertThat(rating().getInt("count")).isEqualTo(4);
        assertThat(rating().getInt("reactions.kinds.nice")).isEqualTo(2);
    }

    @Test
    void anErasedAuthorIsNotBroughtBack() throws Exception {
        var author = "author-" + UUID.randomUUID();
        var review = Submitted.of(subject, 9).by(author).state();
        reviews.publish(review, Submitted.of(subject, 8).state());
        await().atMost(PATIENCE).until(() -> rating().getInt("count") == 2);
        reviews.publish(Life.state(review.reviewId(), subject, "erased", 1, 0, 2));
        await().atMost(PATIENCE).until(() -> rating().getInt("count") == 1);
        done("rebuilds");
        assertThat(database.mentions(author)).isEmpty();
        assertThat(rating().getInt("count")).isEqualTo(1);
    }

    @Test
    void whoReadsIsToldThatAnotherGenerationIsLive() throws Exception {
        fourReviewsWithThreeReactions();
        var heard = new CopyOnWriteArrayList<Change>();
        changes.listen(heard::add);
        done("rebuilds");
        await().atMost(PATIENCE).until(() -> heard.contains(new Change.OfAny()));
    }

    @Test
    void readsGoOnDuringARebuildAndNeverGoBackwards() throws Exception {
        fourReviewsWithThreeReactions();
        String path = begun("rebuilds");
        int count = 4;
        do {
            reviews.publish(IntStream.range(0, 5)
                    .mapToObj(i -> Life.rated(subject, 1 + i))
                    .toArray(ReviewState[]::new));
            int seen = rating().getInt("count");
            assertThat(seen).isGreaterThanOrEqualTo(count);
            count = seen;
        } while (job(path).getString("status").equals("running"));
        assertThat(job(path).getString("status")).as(job(path).prettify()).isEqualTo("done");
        long published = database.query("select 1 from live_review where subject = '" + subject + "'")
                .size();
        assertThat(rating().getLong("count")).isGreaterThanOrEqualTo(count).isGreaterThanOrEqualTo(published);
    }

    @Test
    void anExclusionSurvivesARebuild() throws Exception {
        fourReviewsWithThreeReactions();
        String exclusion = as("moderator")
                .contentType("application/json")
                .body("""
                        {"from": "2020-01-01T00:00:00Z", "to": "2030-01-01T00:00:00Z", "reason": "A raid"}""")
                .post("/ratings/%s/exclusions".formatted(subject))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(rating().getInt("count")).isZero();
        done("rebuilds");
        assertThat(rating().getInt("count")).isZero();
        assertThat(done("verifications").getList("drifted", String.class)).noneMatch(name -> name.contains(subject));
        as("moderator")
                .delete("/ratings/%s/exclusions/%s".formatted(subject, exclusion))
                .then()
                .statusCode(204);
        assertThat(rating().getInt("count")).isEqualTo(4);
        assertThat(rating().getInt("reactions.overall")).isEqualTo(3);
    }

    @Test
    void operationsAreForOperators() {
        as("operator").get("/operations/rating").then().statusCode(200);
        as("moderator").get("/operations/rating").then().statusCode(403);
        given().get("/operations/rating").then().statusCode(401);
        as("operator").get("/operations/review").then().statusCode(404);
    }
}
