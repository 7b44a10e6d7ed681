package dev.starfold.reaction.erasing;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.react;
import static dev.starfold.reaction.Api.reacted;
import static dev.starfold.reaction.Api.removed;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReviewEvents;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users are erased as review-service tells. */
@QuarkusTest
@OnRealServers
@TestProfile(ErasureTest.TopicOfItsOwn.class)
class ErasureTest {

    private static final String TOPIC = "user-events-later";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    public static class TopicOfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mp.messaging.incoming.user-events.topic", TOPIC);
        }
    }

    private static boolean topicIsThere;

    private final TestDatabase database = TestDatabase.ofService();
    private final String user = newUser();

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @BeforeEach
    void theServiceIsReadyBeforeTheTopicIsThere() {
        if (!topicIsThere) {
            given().get(management + "health/ready").then().statusCode(200);
            as(user, "operator")
                    .get("/operations/reaction")
                    .then()
                    .statusCode(200)
                    .body("projections[0].partitions.findAll { it.topic == '%s' }".formatted(TOPIC), empty());
            ReviewEvents.create(TOPIC);
            topicIsThere = true;
        }
    }

    @Test
    void nothingOfAUserIsLeftAndTheCountsAreThoseOfTheOthers() {
        Review active = Review.known();
        Review changed = Review.known();
        Review takenBack = Review.known();
        String other = newUser();
        reacted(user, active.id(), "nice");
        reacted(other, active.id(), "nice");
        reacted(user, changed.id(), "nice");
        reacted(user, changed.id(), "funny");
        reacted(user, takenBack.id(), "creative");
        removed(user, takenBack.id());
        Review own = new Review(UUID.randomUUID(), active.subject(), user);
        own.become("public", 1, 200);
        own.become("withdrawn", 2, 410);
        assertThat(database.mentions(user)).isNotEmpty();

        erased(UUID.randomUUID(), Instant.now());
        own.publish("erased", 3);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(database.mentions(user)).isEmpty());
        get("/reactions/" + active.id()).then().body("overall", is(1)).body("kinds.nice", is(1));
        get("/reactions/" + changed.id()).then().body("overall", is(0));
        get("/reactions/" + active.id() + "/users").then().body("items.user", is(List.of(other)));
        as(user).get("/reactions/by/{user}", user).then().body("items", empty());
        as(user).get("/reactions/" + active.id()).then().body("mine", nullValue());
        for (Review review : List.of(active, changed, takenBack)) {
            assertThat(database.value("""
                            select concat_ws(' ', type, metadata->>'actor', metadata->>'traceparent') from event
                            where stream_id = '%s' order by version desc limit 1
                            """.formatted(Reaction.id(review.id(), user))))
                    .isEqualTo("reaction-removed " + TRACE);
        }
        drift(0);
    }

    @Test
    void whoComesBackReactsAnewAndIsNotErasedByARedelivery() {
        Review review = Review.known();
        UUID erasure = UUID.randomUUID();
        Instant at = Instant.now();
        reacted(user, review.id(), "nice");
        erased(UUID.randomUUID(), Instant.now());
        awaitOverall(review, 0);
        react(user, review.id(), "nice")
                .then()
                .statusCode(201)
                .body("overall", is(1))
                .body("mine", is("nice"));
        react(user, review.id(), "nice").then().statusCode(200).body("overall", is(1));

        // Asked for before they came back, and heard of only now, twice.
        erased(erasure, at);
        erased(erasure, at);
        awaitCarriedOut(erasure);
        // The same id once more, whatever it says.
        erased(erasure, Instant.now());
        behindAll();

        as(user).get("/reactions/" + review.id()).then().body("overall", is(1)).body("mine", is("nice"));
        as(user).get("/reactions/by/{user}", user).then().body("items", hasSize(1));
        UUID again = UUID.randomUUID();
        erased(again, Instant.now());
        awaitOverall(review, 0);
        awaitCarriedOut(again);
        assertThat(database.mentions(user)).isEmpty();
    }

    @Test
    void whatIsRepeatedBeforeTheErasureIsHeardOfOutlastsIt() {
        Review review = Review.known();
        Review older = Review.known();
        reacted(user, review.id(), "nice");
        reacted(user, older.id(), "nice");
        Instant at = Instant.now();
        react(user, review.id(), "nice").then().statusCode(200).body("overall", is(1));
        UUID erasure = UUID.randomUUID();
        erased(erasure, at);
        awaitCarriedOut(erasure);

        get("/reactions/" + older.id()).then().body("overall", is(0));
        as(user).get("/reactions/" + review.id()).then().body("overall", is(1)).body("mine", is("nice"));
        String since = as(user).get("/reactions/by/{user}", user)
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("items[0].at");
        assertThat(Instant.parse(since)).isAfter(at);
        drift(0);
        UUID again = UUID.randomUUID();
        erased(again, Instant.now());
        awaitCarriedOut(again);
        get("/reactions/" + review.id()).then().body("overall", is(0));
        assertThat(database.mentions(user)).isEmpty();
    }

    @Test
    void manyReactionsAreErasedInMoreThanOneGo() {
        Review review = Review.known();
        database.run("""
                with given as (
                    select gen_random_uuid() as id, gen_random_uuid() as review, clock_timestamp() as at
                    from generate_series(1, 1050)
                ), stored as (
                    insert into event (stream_id, version, type, schema, data, metadata)
                    select id, 1, 'reaction-added', 1,
                           jsonb_build_object('review', review, 'subject', '%2$s', 'user', '%1$s', 'kind', 'NICE', 'at', at),
                           jsonb_build_object('command', id, 'actor', '%1$s')
                    from given
                ), counted as (
                    insert into reaction_count select review, 1, 0, 0, 0, 0, 0, 0 from given
                )
                insert into reaction select id, review, '%1$s', 'nice', true, 1, at from given
                """.formatted(user, review.subject()));
        UUID erasure = UUID.randomUUID();
        erased(erasure, Instant.now());
        // Appends go on meanwhile.
        String other = newUser();
        reacted(other, review.id(), "nice");
        awaitCarriedOut(erasure);
        assertThat(database.mentions(user)).isEmpty();
        assertThat(database.value("select count(*) from event where type = 'reaction-removed' and data->>'at' = '%s'"
                        .formatted(at(erasure))))
                .isEqualTo("1050");
        get("/reactions/" + review.id()).then().body("overall", is(1));
        drift(0);
    }

    @Test
    void operatorsSeeWhereTheConsumerIs() {
        as(user, "operator")
                .get("/operations/reaction")
                .then()
                .statusCode(200)
                .body("projections[0].partitions.topic", hasItem(TOPIC));
    }

    private String at(UUID erasure) {
        return Instant.parse(database.value("""
                        select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from erasure where id = '%s'
                        """.formatted(erasure))).toString();
    }

    private void erased(UUID erasure, Instant at) {
        publish(erasure, user, at);
    }

    /** As review-service does it. */
    private static void publish(UUID erasure, String user, Instant at) {
        var record = ReviewEvents.record(
                TOPIC, erasure.toString(), """
                {"erasureId": "%s", "user": "%s", "at": "%s", "since": "a later release"}
                """.formatted(erasure, user, at).getBytes(UTF_8));
        record.headers().add("ce_type", UserErased.TYPE.getBytes(UTF_8)).add("traceparent", TRACE.getBytes(UTF_8));
        ReviewEvents.send(List.of(record));
    }

    private void awaitCarriedOut(UUID erasure) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !database.query("select from erasure where id = '%s'".formatted(erasure))
                        .isEmpty());
    }

    /** All that was published before has been dealt with, in whichever partition it is. */
    private void behindAll() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> as(user, "operator")
                                .get("/operations/reaction")
                                .jsonPath()
                                .getInt("projections[0].partitions.findAll { it.topic == '%s' }.sum { it.lag }"
                                        .formatted(TOPIC))
                        == 0);
    }

    private static void awaitOverall(Review review, int overall) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/reactions/" + review.id()).then().body("overall", is(overall)));
    }

    private void drift(int expected) {
        String location =
                as(user, "operator").post("/operations/reaction/verifications").header("Location");
        String path = location.substring(location.indexOf("/operations"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !job(path).getString("status").equals("running"));
        assertThat(job(path).getInt("drift")).as(job(path).prettify()).isEqualTo(expected);
    }

    private JsonPath job(String path) {
        return as(user, "operator").get(path).jsonPath();
    }
}
