package dev.starfold.review.reactions;

import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.StarfoldTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drift is planted by SQL, to be found with its name while events flow, and healed by a rebuild while reads go on. */
@QuarkusTest
@TestProfile(RebuildTest.OfItsOwn.class)
class RebuildTest {

    private static final String DATABASE = "review_rebuilt";

    /** Counts that have come from the log alone: other tests write them by SQL. */
    public static class OfItsOwn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "starfold.topic.name", "review-events-rebuilt",
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

    private final TestDatabase database = TestDatabase.named(DATABASE);
    private final String author = newUser();
    private final String subject = newSubject();
    private String first;
    private String second;
    private String third;

    @BeforeAll
    static void createTopic() throws Exception {
        ReactionEvents.create();
    }

    @BeforeEach
    void submit() {
        first = submitted(author, subject, "\"score\": 9");
        second = submitted(newUser(), subject, "\"score\": 3");
        third = submitted(newUser(), subject, "\"score\": 5");
    }

    private static String begun(String kind) {
        String location = asOperator()
                .post("/operations/review/" + kind)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/operations"));
    }

    private static JsonPath job(String path) {
        return asOperator().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath done(String kind) {
        String path = begun(kind);
        await().atMost(PATIENCE).until(() -> !job(path).getString("status").equals("running"));
        assertThat(job(path).getString("status")).as(job(path).prettify()).isEqualTo("done");
        return job(path);
    }

    private static ReactionState reaction(String review, String kind) {
        return Reacted.to(UUID.fromString(review), kind);
    }

    private void threeOneAndNoReactions() throws Exception {
        ReactionEvents.publish(
                reaction(first, "nice"),
                reaction(first, "funny"),
                reaction(first, "nice"),
                reaction(second, "confusing"));
        awaitThreeOneAndNone();
    }

    private void awaitThreeOneAndNone() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> get("/reviews?include=reactions&sort=most-reacted&subject=" + subject)
                        .then()
                        .statusCode(200)
                        .body("items.id", contains(first, second, third))
                        .body("items.reactions.overall", contains(3, 1, 0)));
    }

    @Test
    void countsOfSoundDataHaveNoDrift() throws Exception {
        threeOneAndNoReactions();
        var takenBack = reaction(third, "creative");
        ReactionEvents.publish(takenBack, reaction(third, "love-it"));
        ReactionEvents.publish(Reacted.removed(takenBack));
        hide(second);
        withdraw(author, first);
        await().atMost(PATIENCE).untilAsserted(() -> get("/reviews/" + third + "?include=reactions")
                .then()
                .body("reactions.overall", is(1))
                .body("reactions.top", is("love-it")));
        JsonPath found = done("verifications");
        assertThat(found.getInt("checked")).isGreaterThanOrEqualTo(3);
        assertThat(found.getInt("drift")).as(found.prettify()).isZero();
    }

    @Test
    void plantedDriftOfEveryCountIsFoundByNameAndHealed() throws Exception {
        threeOneAndNoReactions();
        database.query("update review set reactions[1] = 5 where id = '%s'".formatted(first));
        database.query("update review set reacted = 9 where id = '%s'".formatted(second));
        database.query("update review set helpful = 0.5 where id = '%s'".formatted(third));
        JsonPath found = done("verifications");
        assertThat(found.getInt("drift")).isEqualTo(3);
        assertThat(found.getList("drifted", String.class))
                .anyMatch(drift -> drift.startsWith("review " + first + ": (\"{5,0,1,0,0,0,0}\",3,")
                        && drift.contains(" instead of (\"{2,0,1,0,0,0,0}\",3,"))
                .anyMatch(drift -> drift.startsWith("review " + second + ": (\"{0,0,0,1,0,0,0}\",9,"))
                .anyMatch(drift -> drift.startsWith("review " + third + ": (\"{0,0,0,0,0,0,0}\",0,0.5)"));
        assertThat(asOperator().get("/operations/review").jsonPath().getInt("projections[0].drift"))
                .isEqualTo(3);

        done("rebuilds");
        assertThat(done("verifications").getInt("drift")).isZero();
        awaitThreeOneAndNone();
    }

    @Test
    void reactionsThatWereLostComeBackFromTheLog() throws Exception {
        threeOneAndNoReactions();
        database.query("delete from reaction where review_id = '%s' and kind = 'nice'".formatted(first));
        assertThat(done("verifications").getList("drifted", String.class))
                .singleElement()
                .asString()
                .startsWith("review " + first);
        done("rebuilds");
        assertThat(done("verifications").getInt("drift")).isZero();
        awaitThreeOneAndNone();
    }

    @Test
    void readsGoOnDuringARebuildAndNeverGoBackwards() throws Exception {
        threeOneAndNoReactions();
        String path = begun("rebuilds");
        int seen = 3;
        int published = 3;
        do {
            ReactionEvents.publish(reaction(first, "nice"), reaction(first, "creative"));
            published += 2;
            int overall = get("/reviews/" + first + "?include=reactions").path("reactions.overall");
            assertThat(overall).isGreaterThanOrEqualTo(seen);
            seen = overall;
        } while (job(path).getString("status").equals("running"));
        assertThat(job(path).getString("status")).as(job(path).prettify()).isEqualTo("done");
        int all = published;
        await().atMost(PATIENCE).until(() -> get("/reviews/" + first + "?include=reactions")
                .<Integer>path("reactions.overall")
                .equals(all));
        assertThat(done("verifications").getInt("drift")).isZero();
    }
}
