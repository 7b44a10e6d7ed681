package dev.starfold.reaction.store;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.react;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The database really goes away, under writing. */
@QuarkusTest
@OnRealServers
class OutageTest {

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void callsAreRefusedAndNothingAcknowledgedIsMissingAfterwards() throws Exception {
        UUID review = Review.known().id();
        try (var threads = Executors.newCachedThreadPool()) {
            List<Future<Response>> writers = Stream.generate(() -> threads.submit(() -> reactOn(review)))
                    .limit(2)
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= 20);
            EmbeddedServers.postgres().stop();
            for (Future<Response> writer : writers) {
                refused(writer.get());
            }
            // Each waits as long as the store tries: so all do at once.
            List<Callable<Response>> calls = List.of(
                    () -> react(newUser(), review, "nice"),
                    () -> as(newUser()).delete("/reactions/" + review),
                    () -> get("/reactions/" + review),
                    () -> get("/reactions/" + review + "/users"),
                    () -> get("/reactions?review=" + review),
                    () -> as("ana").get("/reactions/by/ana"));
            for (Future<Response> call : threads.invokeAll(calls)) {
                refused(call.get());
            }
            get("/reactions/kinds").then().statusCode(200);
            given().get(management + "health/ready").then().statusCode(503);
        } finally {
            EmbeddedServers.postgres().restart();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> given().get(management + "health/ready").statusCode() == 200);
        }
        var database = TestDatabase.ofService();
        assertThat(database.logged(review))
                .extracting(reaction -> reaction.user())
                .containsAll(acknowledged);
        assertThat(database.keptTally(review)).isEqualTo(database.loggedTally(review));
    }

    /** Reacts as one user after the other until one is not acknowledged, and gives that answer. */
    private Response reactOn(UUID review) {
        while (true) {
            String user = newUser();
            Response answer = react(user, review, "nice");
            if (answer.statusCode() != 201) {
                return answer;
            }
            acknowledged.add(user);
        }
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", is("/problems/unavailable"));
    }
}
