package dev.starfold.local;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged services as processes, over HTTP and Kafka: a review moves its rating, and all of it survives a restart. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeFlowIT {

    private static final String SUBJECT = "anime:53393";

    @TempDir
    static Path data;

    private static TestSystem system;
    private static String withdrawn;
    private static String renewed;

    @BeforeAll
    static void start() throws Exception {
        system = TestSystem.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    private static Response submit(String user, Map<String, ?> review) {
        return given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token(user))
                .contentType(ContentType.JSON)
                .body(review)
                .post("/reviews");
    }

    private static JsonPath rating(String subject) {
        return given().baseUri(system.url())
                .get("/ratings/{subject}", subject)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The mean as a client reads it, two decimals and all. */
    private static void assertMean(String subject, int count, String mean) {
        String answer =
                given().baseUri(system.url()).get("/ratings/{subject}", subject).asString();
        assertThat(answer).contains("\"count\":" + count + ",", "\"mean\":" + mean + ",");
    }

    private static void awaitRating(String subject, int count, String mean) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertMean(subject, count, mean));
    }

    @Test
    @Order(1)
    void aSubmittedReviewMovesItsRating() {
        Response submitted = submit(
                "ana",
                Map.of(
                        "subject",
                        SUBJECT,
                        "score",
                        3,
                        "headline",
                        "A beautiful box — empty",
                        "body",
                        SeedReview.body(),
                        "progress",
                        Map.of("consumed", 13, "total", 13)));
        submitted
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("recommendation", equalTo("not-recommended"))
                .body("preliminary", equalTo(false))
                .body("version", equalTo(1));
        assertThat(SeedReview.body().length()).isBetween(6_500, 7_500);
        withdrawn = submitted.path("id");
        given().baseUri(system.url())
                .get("/reviews/{id}", withdrawn)
                .then()
                .statusCode(200)
                .body("body", equalTo(SeedReview.body()));
        awaitRating(SUBJECT, 1, "3.00");
        assertThat(rating(SUBJECT).getInt("recommendation.not-recommended.count"))
                .isEqualTo(1);
        assertThat(system.records(SUBJECT)).extracting(TestSystem.Event::type).containsExactly("review-submitted");
        assertThat(system.records(SUBJECT).getFirst().data())
                .contains("\"score\":3", "\"status\":\"public\"", withdrawn)
                .doesNotContain("beautiful box");
    }

    @Test
    @Order(2)
    void aRevisionReplacesItsScoreInTheRating() {
        given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token("ana"))
                .header("If-Match", "\"1\"")
                .contentType(ContentType.JSON)
                .body(Map.of("score", 5, "body", "On second thought — middling."))
                .put("/reviews/{id}", withdrawn)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("recommendation", equalTo("mixed-feelings"));
        awaitRating(SUBJECT, 1, "5.00");
    }

    private static Response react(String user, String review, String kind) {
        return given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token(user))
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind))
                .put("/reactions/{review}", review);
    }

    private static JsonPath reactions(String review) {
        return given().baseUri(system.url())
                .get("/reactions/{review}", review)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    @Order(3)
    void readersReactAndTheReactionMostGivenIsTheBadge() {
        react("ben", withdrawn, "well-written").then().statusCode(201).body("mine", equalTo("well-written"));
        react("cam", withdrawn, "informative").then().statusCode(201);
        react("dee", withdrawn, "nice").then().statusCode(201).body("kinds.nice", equalTo(1));
        react("dee", withdrawn, "well-written").then().statusCode(200).body("overall", equalTo(3));
        react("ana", withdrawn, "nice").then().statusCode(403).body("type", equalTo("/problems/own-review"));
        JsonPath summary = reactions(withdrawn);
        assertThat(summary.getString("top")).isEqualTo("well-written");
        assertThat(summary.getMap("kinds", String.class, Integer.class))
                .containsEntry("well-written", 2)
                .containsEntry("informative", 1)
                .containsEntry("nice", 0)
                .containsEntry("love-it", 0)
                .containsEntry("funny", 0);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(rating(SUBJECT).getInt("reactions.overall")).isEqualTo(3);
            assertThat(rating(SUBJECT).getString("reactions.top")).isEqualTo("well-written");
        });
    }

    @Test
    @Order(4)
    void aWithdrawnReviewCountsNoMoreAndIsGone() {
        for (int twice = 0; twice < 2; twice++) {
            given().baseUri(system.url())
                    .header("Authorization", "Bearer " + system.token("ana"))
                    .delete("/reviews/{id}", withdrawn)
                    .then()
                    .statusCode(204);
        }
        given().baseUri(system.url()).get("/reviews/{id}", withdrawn).then().statusCode(410);
        awaitRating(SUBJECT, 0, "null");
        assertThat(rating(SUBJECT).getInt("reactions.overall")).isZero();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> given().baseUri(system.url())
                .get("/reactions/{review}", withdrawn)
                .then()
                .statusCode(410));
    }

    @Test
    @Order(5)
    void submittingAnewMakesANewReview() {
        Response again = submit("ana", Map.of("subject", SUBJECT, "score", 8));
        again.then().statusCode(201).header("ETag", "\"4\"").body("id", not(equalTo(withdrawn)));
        renewed = again.path("id");
        submit("ana", Map.of("subject", SUBJECT, "score", 8))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/already-reviewed"))
                .body("review", equalTo("/reviews/" + renewed));
        awaitRating(SUBJECT, 1, "8.00");
        assertThat(reactions(renewed).getInt("overall")).isZero();
        assertThat(reactions(renewed).getString("top")).isNull();
        List<TestSystem.Event> events = system.records(SUBJECT);
        assertThat(events)
                .extracting(TestSystem.Event::type)
                .containsExactly("review-submitted", "review-revised", "review-withdrawn", "review-submitted");
        assertThat(events).extracting(TestSystem.Event::version).containsExactly(1, 2, 3, 4);
        assertThat(events).extracting(TestSystem.Event::id).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(TestSystem.Event::subject)
                .containsExactly(withdrawn, withdrawn, withdrawn, renewed);
    }

    @Test
    @Order(6)
    @Timeout(120)
    void theReadmesConsumerFoldsTheSameMean() throws Exception {
        Process consumer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/lib/*",
                        "src/test/java/dev/starfold/local/MeanScores.java",
                        "localhost:" + system.options().port("kafka"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = consumer.inputReader().lines()) {
            assertThat(lines.anyMatch(line -> line.contains(SUBJECT + "=8.0"))).isTrue();
        } finally {
            consumer.destroyForcibly();
        }
    }

    @Test
    @Order(7)
    void aHundredLongSubjectsAreAnsweredInTheOrderAsked() {
        List<String> subjects = IntStream.range(0, 100)
                .mapToObj(i -> "book:" + "x".repeat(90) + i)
                .toList();
        assertThat(given().baseUri(system.url())
                        .queryParam("subject", subjects)
                        .get("/ratings")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.subject"))
                .isEqualTo(subjects);
    }

    @Test
    @Order(8)
    void twoBooksLoadedWholeHaveTheirPublishedAverages() throws Exception {
        List<GoodBook> books = GoodBook.smallest(2);
        books.getFirst().submitAll(system);
        books.getLast().importAll(system);
        for (GoodBook book : books) {
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> rating(book.subject()).getInt("count") == book.ratings());
            assertThat(book.average(rating(book.subject()).getLong("sum"))).isEqualByComparingTo(book.published());
            assertThat(rating(book.subject()).getList("histogram.percentage", Double.class).stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(100.0, org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    @Test
    @Order(9)
    void aSecondSystemOnTheSameDataIsRefusedInOneLine() {
        assertThatThrownBy(() -> LocalSystem.start(system.options(), line -> {}))
                .isInstanceOf(LocalSystem.StartException.class)
                .hasMessageContaining("already running");
    }

    @Test
    @Order(10)
    void aTakenPortIsNamed(@TempDir Path other) {
        Options options = system.options();
        Options elsewhere = new Options(options.home(), other, false, options.replicas(), options.ports());
        assertThatThrownBy(() -> LocalSystem.start(elsewhere, line -> {}))
                .isInstanceOf(LocalSystem.StartException.class)
                .hasMessageContaining("port " + options.port("gateway") + " (gateway) is taken");
    }

    @Test
    @Order(11)
    void afterARestartWithTwoReplicasOfEachEverythingIsStillThere() throws Exception {
        int records = system.records(SUBJECT).size();
        system = system.restarted(Map.of(Service.REVIEW, 2, Service.REACTION, 2, Service.RATING, 2));
        given().baseUri(system.url())
                .get("/reviews/{id}", renewed)
                .then()
                .statusCode(200)
                .body("score", equalTo(8))
                .body("version", equalTo(4));
        given().baseUri(system.url()).get("/reviews/{id}", withdrawn).then().statusCode(410);
        assertMean(SUBJECT, 1, "8.00");
        assertThat(system.records(SUBJECT)).hasSize(records);
        submit("ben", Map.of("subject", SUBJECT, "score", 9)).then().statusCode(201);
        awaitRating(SUBJECT, 2, "8.50");
        assertThat(system.records(SUBJECT)).hasSize(records + 1);
        react("cam", renewed, "funny").then().statusCode(201).body("top", equalTo("funny"));
        assertThat(reactions(renewed).getInt("overall")).isEqualTo(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> rating(SUBJECT).getInt("reactions.overall") == 1);
    }
}
