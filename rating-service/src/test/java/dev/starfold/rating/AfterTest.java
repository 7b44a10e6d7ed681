package dev.starfold.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.rating.projection.Changes;
import dev.starfold.rating.projection.Folding;
import dev.starfold.rating.projection.ReviewProjection;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.Submitted;
import dev.starfold.rating.projection.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading one's own writes. */
@QuarkusTest
@OnRealServers
class AfterTest {

    @Inject
    Folding folding;

    /** Takes what a subject has from the live model, all at once, and puts it back. */
    private static final String LOSE = """
            with lost as (update rating set subject = 'lost-%1$s' where subject = '%1$s')
            update review set version = 0 where subject = '%1$s'
            """;

    private static final String RESTORE = """
            with restored as (update rating set subject = '%1$s' where subject = 'lost-%1$s')
            update review set version = 1 where subject = '%1$s'
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UUID review = UUID.randomUUID();
    private final String subject = "after:" + review;

    @Test
    void whatIsFoldedInIsAnsweredAtOnce() {
        folding.fold(version(3, 7));
        after(review + "@3").then().statusCode(200).body("sum", equalTo(7));
        after(review + "@2").then().statusCode(200).body("sum", equalTo(7));
    }

    @Test
    void anotherReplicasFoldIsWaitedForToo() {
        folding.fold(version(1, 3));
        var replica = TestDatabase.ofService();
        var other = new ReviewProjection(replica.pool(), null);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<CompletableFuture<Response>>();
            for (int i = 0; i < 20; i++) {
                asked.add(CompletableFuture.supplyAsync(() -> after(review + "@2"), threads));
            }
            DatabaseFaults.await(other.apply(List.of(version(2, 9))));
            assertThat(asked).allSatisfy(it -> {
                assertThat(it.join().statusCode()).isEqualTo(200);
                assertThat(it.join().<Integer>path("sum")).isEqualTo(9);
            });
        }
        replica.pool().close();
    }

    /** Readers meet every moment between a look for the version and one at the rating, many times over. */
    @Test
    void aReadModelLostMeanwhileIsNoAnswer() {
        folding.fold(version(1, 3));
        var replica = TestDatabase.ofService();
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = IntStream.range(0, 8)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> sums(over), threads))
                    .toList();
            for (int round = 0; round < 300; round++) {
                replica.query(LOSE.formatted(subject));
                replica.query(RESTORE.formatted(subject) + ";" + Changes.TELL_OF_ANY);
            }
            over.set(true);
            assertThat(readers)
                    .allSatisfy(it -> assertThat(it.join()).isNotEmpty().containsOnly(3));
        }
        replica.pool().close();
    }

    /** The server's process that does the query is stopped, as with a machine that falls silent; all others work. */
    @Test
    void aLookThatIsNeverAnsweredIsGivenUp() throws Exception {
        folding.fold(version(1, 3));
        var replica = TestDatabase.ofService();
        String process;
        try (var _ = replica.locked("review", "access exclusive");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var unanswered = CompletableFuture.supplyAsync(() -> after(review + "@1"), threads);
            process = await().atMost(PATIENCE)
                    .until(() -> looking(replica), Optional::isPresent)
                    .orElseThrow();
            signal("STOP", process);
            assertThat(unanswered.join().statusCode()).isEqualTo(504);
        }
        try {
            await().atMost(PATIENCE).until(() -> after(review + "@1").statusCode() == 200);
        } finally {
            signal("CONT", process);
        }
        replica.pool().close();
    }

    /** Which process waits for a lock in order to look. */
    private static Optional<String> looking(TestDatabase database) {
        return database.query("""
                        select pid::text from pg_stat_activity
                        where datname = 'rating' and wait_event_type = 'Lock' and query like '%as named (id)%'
                        """).stream().map(row -> row.getString(0)).findFirst();
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, process)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aPartWaitsToo() {
        folding.fold(version(1, 3));
        given().get("/ratings/" + subject + "?preliminary=exclude&after=" + review + "@1")
                .then()
                .statusCode(200)
                .body("sum", equalTo(3));
    }

    @Test
    void aVersionThatDoesNotComeIsAProblemThatSaysSo() {
        folding.fold(version(1, 3));
        for (var unknown : List.of(review + "@2", UUID.randomUUID() + "@1")) {
            after(unknown)
                    .then()
                    .statusCode(504)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/projection-behind"));
        }
    }

    @Test
    void aReviewOfAnotherSubjectIsRefused() {
        folding.fold(version(1, 3));
        given().get("/ratings/after:other?after=" + review + "@1")
                .then()
                .statusCode(400)
                .body("errors.field", contains("after"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11",
                "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11@0",
                "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11@-1",
                "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11@99999999999",
                "8a6f7e0c13c1-5a1a-9d5b--0d6f3c1c2b11@1"
            })
    void aMalformedVersionIsNamed(String after) {
        after(after).then().statusCode(400).body("errors.field", contains("after"));
    }

    private List<Integer> sums(AtomicBoolean over) {
        var sums = new ArrayList<Integer>();
        while (!over.get()) {
            sums.add(after(review + "@1").then().statusCode(200).extract().path("sum"));
        }
        return sums;
    }

    private Response after(String version) {
        return given().queryParam("after", version).get("/ratings/" + subject);
    }

    private ReviewState version(int version, int score) {
        return Submitted.of(subject, score).state(review, "public", version);
    }
}
