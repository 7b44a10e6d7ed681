package dev.starfold.review.store;

import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.OnRealServers;
import dev.starfold.review.publishing.PublishedLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The database really goes away, under writing. */
@QuarkusTest
@OnRealServers
class OutageTest {

    /** The store tries for 10 s. */
    private static final long SOON_MILLIS = 30_000;

    private final String subject = newSubject();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void callsAreRefusedSoonAndNothingAcknowledgedIsMissingAfterwards() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            List<Future<Response>> writers = List.of(threads.submit(this::writeOn), threads.submit(this::writeOn));
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= 20);
            EmbeddedServers.postgres().stop();
            for (Future<Response> writer : writers) {
                refusedSoon(writer.get(30, TimeUnit.SECONDS));
            }
            String known = acknowledged.element();
            // Each waits as long as the store tries: so all do at once.
            List<Callable<Response>> calls = List.of(
                    () -> submit(newUser(), subject, "\"score\": 5"),
                    () -> importLines("{}", line(subject, newUser(), "\"score\": 5"), "{}"),
                    () -> asOperator().get("/exports/reviews"),
                    () -> get("/reviews/" + known),
                    () -> get("/reviews/" + known + "/history"),
                    () -> get("/reviews?subject=" + subject));
            for (Future<Response> refused : threads.invokeAll(calls)) {
                refusedSoon(refused.get());
            }
            given().get(management + "health/ready").then().statusCode(503);
        } finally {
            EmbeddedServers.postgres().restart();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> given().get(management + "health/ready").statusCode() == 200);
        }
        acknowledged.add(submitted(newUser(), subject, "\"score\": 6"));
        assertThat(acknowledged).allSatisfy(id -> get("/reviews/" + id).then().statusCode(200));
        try (var log = new PublishedLog()) {
            assertThat(log.of(subject, acknowledged.size()))
                    .extracting(record -> PublishedLog.header(record, "ce_subject"))
                    .containsAll(acknowledged);
        }
    }

    /** Submits until a submission is not acknowledged, and gives that answer. */
    private Response writeOn() {
        while (true) {
            Response answer = submit(newUser(), subject, "\"score\": 5");
            if (answer.statusCode() != 201) {
                return answer;
            }
            acknowledged.add(answer.path("id"));
        }
    }

    private static void refusedSoon(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", is("/problems/unavailable"))
                .time(lessThan(SOON_MILLIS));
    }
}
