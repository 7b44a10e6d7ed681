package dev.starfold.reaction.reviews;

import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.react;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A review that is newer than what is known here. Waits long, so that a slow machine fails no test. */
@QuarkusTest
@OnRealServers
@TestProfile(ArrivalsTest.LongAwaited.class)
class ArrivalsTest {

    private static final String TOPIC = "review-events-later";

    @Inject
    Arrivals arrivals;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    public static class LongAwaited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("starfold.reviews.patience", "60s", "mp.messaging.incoming.review-events.topic", TOPIC);
        }
    }

    @Test
    void aReviewWhoseEventComesMeanwhileIsFoundEvenWhenItsTopicIsNewToo() throws Exception {
        given().get(management + "health/ready").then().statusCode(200).body("status", is("UP"));
        Review review = Review.fresh();
        List<Response> answers = meanwhile(review.id(), () -> {
            ReviewEvents.create(TOPIC);
            ReviewEvents.send(List.of(ReviewEvents.record(
                    TOPIC, review.subject(), review.json("public", 1).getBytes(UTF_8))));
        });
        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 200, 200);
    }

    @Test
    void aReviewThatAnotherReplicaAppliedIsFound() throws Exception {
        UUID review = UUID.randomUUID();
        List<Response> answers = meanwhile(review, () -> TestDatabase.ofService()
                .run("insert into known_review select slot, '%s', 'anime:1', 'ana', 'public', 1 from projection"
                        .formatted(review)));
        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 200, 200);
    }

    @Test
    void whatArrivesMayBeHidden() throws Exception {
        UUID review = UUID.randomUUID();
        List<Response> answers = meanwhile(review, () -> TestDatabase.ofService()
                .run("insert into known_review select slot, '%s', 'anime:1', 'ana', 'withdrawn', 2 from projection"
                        .formatted(review)));
        assertThat(answers).extracting(Response::statusCode).containsOnly(410);
    }

    @Test
    void manySummariesAreNotWaitedFor() {
        get("/reactions?review=" + UUID.randomUUID()).then().statusCode(200);
        assertThat(arrivals.waiting()).isZero();
    }

    /** The answers to all calls that wait, begun before the event and taken after it. */
    private List<Response> meanwhile(UUID review, Runnable event) throws Exception {
        List<Callable<Response>> calls = List.of(
                () -> react(newUser(), review, "nice"),
                () -> get("/reactions/" + review),
                () -> get("/reactions/" + review + "/users"));
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            List<Future<Response>> answers = calls.stream().map(threads::submit).toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> arrivals.waiting() == calls.size());
            event.run();
            List<Response> responses = new java.util.ArrayList<>();
            for (Future<Response> answer : answers) {
                responses.add(answer.get());
            }
            assertThat(arrivals.waiting()).isZero();
            return responses;
        }
    }
}
