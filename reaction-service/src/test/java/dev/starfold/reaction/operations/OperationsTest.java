package dev.starfold.reaction.operations;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.reacted;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class OperationsTest {

    private final String operator = newUser();

    private RequestSpecification operator() {
        return as(operator, "operator");
    }

    private JsonPath done(String kind) {
        String job = operator()
                .post("/operations/reaction/" + kind)
                .then()
                .statusCode(202)
                .body("status", is("running"))
                .extract()
                .header("Location");
        String path = job.substring(job.indexOf("/operations"));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        !operator().get(path).jsonPath().getString("status").equals("running"));
        return operator().get(path).jsonPath();
    }

    @Test
    void theOverviewTellsOfRelayProjectionAndDeadLetters() {
        reacted(newUser(), Review.known().id(), "nice");
        operator()
                .get("/operations/reaction")
                .then()
                .statusCode(200)
                .body("relay.topic", is("reaction-events"))
                .body("refusal", nullValue())
                .body("projections[0].name", is("known-reviews"))
                .body("projections[0].generation", greaterThan(0))
                .body("projections[0].partitions", not(empty()))
                .body("deadLetters.topic", is("reaction-dead-letters"));
    }

    @Test
    void aRebuildKnowsEveryReviewStill() {
        Review review = Review.known();
        Review hidden = Review.known();
        hidden.become("hidden", 2, 404);
        int before = operator().get("/operations/reaction").jsonPath().getInt("projections[0].generation");
        JsonPath job = done("rebuilds");
        assertThat(job.getString("status")).as(job.prettify()).isEqualTo("done");
        assertThat(job.getInt("records")).isPositive();
        assertThat(operator().get("/operations/reaction").jsonPath().getInt("projections[0].generation"))
                .isEqualTo(before + 1);
        get("/reactions/" + review.id()).then().statusCode(200);
        get("/reactions/" + hidden.id()).then().statusCode(404);
        reacted(newUser(), review.id(), "funny");
    }

    @Test
    void countsThatDriftAreFoundAndNamed() {
        Review review = Review.known();
        reacted(newUser(), review.id(), "nice");
        Review uncounted = Review.known();
        reacted(newUser(), uncounted.id(), "nice");
        TestDatabase database = TestDatabase.ofService();
        database.run("update reaction_count set funny = 5 where review_id = '%s'".formatted(review.id()));
        database.run("delete from reaction_count where review_id = '%s'".formatted(uncounted.id()));
        JsonPath job = done("verifications");
        assertThat(job.getInt("checked")).isPositive();
        assertThat(job.getInt("drift")).isEqualTo(2);
        assertThat(job.getList("drifted", String.class))
                .anyMatch(drift -> drift.contains(review.id().toString()))
                .anyMatch(drift -> drift.contains(uncounted.id().toString()));
        database.run("update reaction_count set funny = 0 where review_id = '%s'".formatted(review.id()));
        database.run("insert into reaction_count values ('%s', 1, 0, 0, 0, 0, 0, 0)".formatted(uncounted.id()));
        assertThat(done("verifications").getInt("drift")).isZero();
    }

    @Test
    void theLogIsSentAgain() {
        reacted(newUser(), Review.known().id(), "nice");
        assertThat(done("republish").getString("status")).isEqualTo("done");
    }

    @Test
    void aRecordSetAsideIsShownAndCanBeSentThroughAgain() {
        String key = UUID.randomUUID().toString();
        ReviewEvents.send(List.of(ReviewEvents.record(ReviewEvents.TOPIC, key, "nonsense".getBytes(UTF_8))));
        await().atMost(Duration.ofSeconds(60)).until(() -> letter(key) != null);
        String path = "/operations/reaction/dead-letters/" + letter(key);
        operator()
                .get(path)
                .then()
                .statusCode(200)
                .body("topic", is("review-events"))
                .body("value", is("nonsense"))
                .body("replayedAt", nullValue());
        operator().post(path + "/replay").then().statusCode(409).body("type", is("/problems/still-refused"));
    }

    @Test
    void aPageOfRecordsSetAsideLinksToTheNext() {
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();
        ReviewEvents.send(Stream.of(first, second)
                .map(key -> ReviewEvents.record(ReviewEvents.TOPIC, key, "nonsense".getBytes(UTF_8)))
                .toList());
        await().atMost(Duration.ofSeconds(60)).until(() -> letter(first) != null && letter(second) != null);
        Response page = operator().get("/operations/reaction/dead-letters?limit=1");
        String next = "/operations/reaction/dead-letters?limit=1&cursor=" + page.path("next");
        page.then().header("Link", "<%s>; rel=\"next\"".formatted(next));
        operator().get(next).then().statusCode(200).body("items.id[0]", not(page.<String>path("items.id[0]")));
    }

    private String letter(String key) {
        String cursor = null;
        do {
            RequestSpecification asked = operator().queryParam("limit", 100);
            JsonPath page = (cursor == null ? asked : asked.queryParam("cursor", cursor))
                    .get("/operations/reaction/dead-letters")
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
        "GET, /operations/reaction, 200",
        "GET, /operations/review, 404",
        "GET, /operations/reaction?x=1, 400",
        "GET, /operations/reaction/rebuilds/garbage, 400",
        "GET, /operations/reaction/rebuilds/6dbd3c4e-8a4f-4e0b-9c0a-1c4ff6b6b0a1, 404",
        "DELETE, /operations/reaction/rebuilds/6dbd3c4e-8a4f-4e0b-9c0a-1c4ff6b6b0a1, 404",
        "GET, /operations/reaction/verifications/6dbd3c4e-8a4f-4e0b-9c0a-1c4ff6b6b0a1, 404",
        "GET, /operations/reaction/dead-letters?limit=0, 400",
        "GET, /operations/reaction/dead-letters?cursor=garbage, 400",
        "GET, /operations/reaction/dead-letters/99-99, 404",
        "POST, /operations/reaction/dead-letters/99-99/replay, 404",
        "PUT, /operations/reaction, 405"
    })
    void everyCallTellsWhatIsWrong(String method, String path, int status) {
        operator().request(method, path).then().statusCode(status);
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
        as(newUser(), "moderator")
                .request(method, "/operations/reaction" + path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", is("/problems/forbidden"));
    }
}
