package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.exclude;
import static dev.starfold.rating.exclusions.Api.excluded;
import static dev.starfold.rating.exclusions.Api.list;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static dev.starfold.rating.exclusions.Api.read;
import static dev.starfold.rating.exclusions.Api.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The database really goes away. */
@QuarkusTest
@OnRealServers
class OutageTest {

    private final String subject = newSubject();

    @Test
    void callsAreRefusedWhileTheDatabaseIsAwayAndNothingAcknowledgedIsMissingAfterwards() throws Exception {
        String before = excluded(subject, ONE_DAY);
        EmbeddedServers.postgres().stop();
        try (var threads = Executors.newCachedThreadPool()) {
            // Each waits as long as the store tries: so all do at once.
            List<Callable<Response>> calls = List.of(
                    () -> exclude(subject, ONE_DAY),
                    () -> list(subject),
                    () -> read(subject, before),
                    () -> remove(subject, before));
            for (Future<Response> call : threads.invokeAll(calls)) {
                unavailable(call.get());
            }
        } finally {
            EmbeddedServers.postgres().restart();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> list(subject).statusCode() == 200);
        String after = excluded(subject, ONE_DAY);
        list(subject).then().body("items.id", hasItems(before, after));
        try (var log = new PublishedLog()) {
            assertThat(log.of(subject, 2))
                    .extracting(record -> PublishedLog.header(record, "ce_subject"))
                    .contains(before, after);
        }
    }

    private static void unavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", is("/problems/unavailable"));
    }
}
