package dev.starfold.review.operations;

import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import dev.starfold.review.reactions.ReactionEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class OperationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void createTopic() throws Exception {
        ReactionEvents.create();
    }

    @Test
    void theOverviewTellsOfRelayProjectionAndDeadLetters() {
        submitted(newUser(), newSubject(), "\"score\": 7");
        await().atMost(PATIENCE).untilAsserted(() -> asOperator()
                .get("/operations/review")
                .then()
                .statusCode(200)
                .body("service", is("review"))
                .body("relay.topic", is("review-events"))
                .body("relay.lagEvents", is(0))
                .body("refusal", nullValue())
                .body("projections[0].name", is("reactions"))
                .body("projections[0].generation", greaterThan(0))
                .body("projections[0].partitions", not(empty()))
                .body("deadLetters.topic", is("review-dead-letters")));
    }

    @Test
    void theLogIsSentAgain() {
        submitted(newUser(), newSubject(), "\"score\": 7");
        String job = asOperator()
                .post("/operations/review/republish")
                .then()
                .statusCode(202)
                .body("status", is("running"))
                .extract()
                .header("Location");
        String path = job.substring(job.indexOf("/operations"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> asOperator().get(path).then().body("status", is("done")));
    }

    @Test
    void aRecordSetAsideIsShownAndCanBeSentThroughAgain() throws Exception {
        String key = UUID.randomUUID().toString();
        ReactionEvents.publishNonsense(key);
        await().atMost(PATIENCE).until(() -> letter(key) != null);
        String path = "/operations/review/dead-letters/" + letter(key);
        asOperator()
                .get(path)
                .then()
                .statusCode(200)
                .body("topic", is("reaction-events"))
                .body("value", is("nonsense"))
                .body("replayedAt", nullValue());
        asOperator().post(path + "/replay").then().statusCode(409).body("type", is("/problems/still-refused"));
    }

    private static String letter(String key) {
        String cursor = null;
        do {
            RequestSpecification asked = asOperator().queryParam("limit", 100);
            JsonPath page = (cursor == null ? asked : asked.queryParam("cursor", cursor))
                    .get("/operations/review/dead-letters")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            String id = page.getString("items.find { it.key == '%s' }?.id".formatted(key));
            if (id != null) {
                return id;
            }
            cursor = page.getString("next");
        } while (cursor != null);
        return null;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /operations/review, 200",
        "GET, /operations/rating, 404",
        "GET, /operations/review?x=1, 400",
        "GET, /operations/review/rebuilds/garbage, 400",
        "GET, /operations/review/rebuilds/6dbd3c4e-8a4f-4e0b-9c0a-1c4ff6b6b0a1, 404",
        "DELETE, /operations/review/rebuilds/6dbd3c4e-8a4f-4e0b-9c0a-1c4ff6b6b0a1, 404",
        "GET, /operations/review/verifications/6dbd3c4e-8a4f-4e0b-9c0a-1c4ff6b6b0a1, 404",
        "GET, /operations/review/dead-letters?limit=0, 400",
        "GET, /operations/review/dead-letters?cursor=garbage, 400",
        "GET, /operations/review/dead-letters/99-99, 404",
        "POST, /operations/review/dead-letters/99-99/replay, 404",
        "PUT, /operations/review, 405"
    })
    void everyCallTellsWhatIsWrong(String method, String path, int status) {
        asOperator().request(method, path).then().statusCode(status);
        if (status != 405) {
            given().request(method, path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer")
                    .body("type", is("/problems/unauthenticated"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "POST, /rebuilds",
        "DELETE, /rebuilds/6dbd3c4e-8a4f-4e0b-9c0a-1c4ff6b6b0a1",
        "POST, /verifications",
        "POST, /republish",
        "GET, /dead-letters",
        "POST, /dead-letters/0-0/replay"
    })
    void everyCallIsForOperatorsAlone(String method, String path) {
        asModerator()
                .request(method, "/operations/review" + path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", is("/problems/forbidden"));
    }
}
