package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.exclude;
import static dev.starfold.rating.exclusions.Api.list;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.projection.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
@TestProfile(OverloadTest.SmallQueue.class)
class OverloadTest {

    private final String subject = newSubject();
    private final TestDatabase database = TestDatabase.ofService();

    @Test
    void whatTheQueueCannotHoldIsRefusedAtOnceAndNotDone() throws Exception {
        try (var threads = Executors.newFixedThreadPool(10)) {
            var calls = new ExecutorCompletionService<Response>(threads);
            try (var held = database.locked("exclusion")) {
                calls.submit(() -> exclude(subject, ONE_DAY));
                await().atMost(Duration.ofSeconds(60)).until(this::aTransactionWaitsForTheTable);
                for (int i = 0; i < 9; i++) {
                    calls.submit(() -> exclude(subject, ONE_DAY));
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
            }
            for (int accepted = 0; accepted < 3; accepted++) {
                calls.take().get().then().statusCode(201);
            }
        }
        list(subject).then().body("items", hasSize(3));
    }

    private boolean aTransactionWaitsForTheTable() {
        return !database.query("select from pg_locks where relation = 'exclusion'::regclass and not granted")
                .isEmpty();
    }

    /** So small that a test can fill it. */
    public static final class SmallQueue implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("starfold.store.max-batch", "1", "starfold.store.max-queue", "2");
        }
    }
}
