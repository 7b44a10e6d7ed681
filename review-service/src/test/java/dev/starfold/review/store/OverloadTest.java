package dev.starfold.review.store;

import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submit;
import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.Database;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
@TestProfile(OverloadTest.SmallQueue.class)
class OverloadTest {

    private final String subject = newSubject();

    @Test
    void whatTheQueueCannotHoldIsRefusedAtOnceAndNotDone() throws Exception {
        try (var threads = Executors.newFixedThreadPool(10);
                Connection holder = Database.connection()) {
            var calls = new ExecutorCompletionService<Response>(threads);
            holder.setAutoCommit(false);
            holder.createStatement().execute("select pg_advisory_xact_lock(6004514689826311236)");
            calls.submit(() -> submit(newUser(), subject, "\"score\": 5"));
            await().atMost(Duration.ofSeconds(60)).until(OverloadTest::aTransactionWaitsForTheLock);
            for (int i = 0; i < 9; i++) {
                calls.submit(() -> submit(newUser(), subject, "\"score\": 5"));
            }
            // One is in the transaction, two fit into the queue.
            for (int refused = 0; refused < 7; refused++) {
                calls.take()
                        .get()
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", "1")
                        .body("type", is("/problems/overloaded"));
            }
            holder.rollback();
            for (int accepted = 0; accepted < 3; accepted++) {
                calls.take().get().then().statusCode(201);
            }
        }
        get("/reviews?subject=" + subject).then().body("items", hasSize(3));
    }

    @Test
    void anImportWaitsForAPlaceInTheQueue() {
        String[] lines = Stream.generate(() -> line(subject, newUser(), "\"score\": 5"))
                .limit(50)
                .toArray(String[]::new);
        importLines(lines).then().statusCode(200).body("accepted", is(50));
        get("/reviews?limit=100&subject=" + subject).then().body("items", hasSize(50));
    }

    private static boolean aTransactionWaitsForTheLock() throws SQLException {
        try (Connection connection = Database.connection();
                ResultSet waiting = connection
                        .createStatement()
                        .executeQuery("select from pg_locks where locktype = 'advisory' and not granted")) {
            return waiting.next();
        }
    }

    /** So small that a test can fill it. */
    public static final class SmallQueue implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("starfold.store.max-batch", "1", "starfold.store.max-queue", "2");
        }
    }
}
