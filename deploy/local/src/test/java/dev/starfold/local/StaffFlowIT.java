package dev.starfold.local;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What moderators and operators do to two replicas of each service, and what readers see of it everywhere. */
class StaffFlowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static TestSystem system;

    private final String subject = "anime:" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        system = TestSystem.start(data, Map.of(Service.REVIEW, 2, Service.REACTION, 2, Service.RATING, 2));
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    private static RequestSpecification as(String user, String... roles) {
        return given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token(user, roles))
                .contentType(ContentType.JSON);
    }

    private static Response read(String path) {
        return given().baseUri(system.url()).get(path);
    }

    private String review(String user, int score) {
        return as(user).body(Map.of("subject", subject, "score", score, "body", "Of *some* length."))
                .post("/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void react(String user, String review, String kind) {
        as(user).body(Map.of("kind", kind)).put("/reactions/" + review).then().statusCode(201);
    }

    private static void become(String review, String visibility) {
        as("mona", "moderator")
                .body(Map.of("visibility", visibility, "reason", "A test"))
                .put("/reviews/%s/visibility".formatted(review))
                .then()
                .statusCode(200)
                .body("visibility", equalTo(visibility));
    }

    private void awaitRating(int count, int reactions) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonPath rating = read("/ratings/" + subject).jsonPath();
            assertThat(rating.getInt("count")).isEqualTo(count);
            assertThat(rating.getInt("reactions.overall")).isEqualTo(reactions);
        });
    }

    private static JsonPath done(String path) {
        String location = as("otto", "operator")
                .post(path)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String job = location.substring(location.indexOf("/operations"));
        await().atMost(PATIENCE).until(() -> !as("otto", "operator")
                .get(job)
                .jsonPath()
                .getString("status")
                .equals("running"));
        JsonPath ended = as("otto", "operator").get(job).jsonPath();
        assertThat(ended.getString("status")).as(ended.prettify()).isEqualTo("done");
        return ended;
    }

    @Test
    void aHiddenReviewDisappearsEverywhereAndComesBackWithItsReactions() {
        String review = review("ana", 9);
        review("eve", 5);
        react("ben", review, "funny");
        react("cam", review, "nice");
        awaitRating(2, 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> read("/reviews?include=reactions&sort=most-reacted&subject=" + subject)
                        .then()
                        .body("items", hasSize(2))
                        .body("items[0].reactions.overall", equalTo(2)));

        become(review, "hidden");
        read("/reviews/" + review).then().statusCode(404);
        as("ana").get("/reviews/" + review).then().statusCode(200).body("visibility", equalTo("hidden"));
        read("/reviews?subject=" + subject).then().body("items", hasSize(1));
        awaitRating(1, 0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> read("/reactions/" + review).then().statusCode(404));

        become(review, "public");
        awaitRating(2, 2);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        read("/reactions/" + review).then().statusCode(200).body("overall", equalTo(2)));
        read("/reviews/%s/history".formatted(review))
                .then()
                .body("items.type", equalTo(List.of("review-submitted", "review-hidden", "review-restored")))
                .body("items[0].reactions.overall", equalTo(2));
    }

    @Test
    void withdrawingAndSubmittingAnewDoesNotEscapeHiding() {
        String review = review("ana", 9);
        become(review, "hidden");
        as("ana").delete("/reviews/" + review).then().statusCode(204);
        String anew = review("ana", 10);
        read("/reviews/" + anew).then().statusCode(404);
        read("/reviews?subject=" + subject).then().body("items", empty());
        become(anew, "public");
        awaitRating(1, 0);
    }

    @Test
    void aReviewBombIsTakenOutAndPutBack() {
        review("ana", 9);
        for (int raider = 0; raider < 5; raider++) {
            review("raider-" + raider, 1);
        }
        awaitRating(6, 0);
        String bomb = as("mona", "moderator")
                .body(Map.of("from", "2020-01-01T00:00:00Z", "to", "2100-01-01T00:00:00Z", "reason", "A raid"))
                .post("/ratings/%s/exclusions".formatted(subject))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        awaitRating(0, 0);
        assertThat(read("/ratings/" + subject).jsonPath().getInt("excluded")).isEqualTo(6);
        as("mona", "moderator")
                .delete("/ratings/%s/exclusions/%s".formatted(subject, bomb))
                .then()
                .statusCode(204);
        awaitRating(6, 0);
    }

    @Test
    void subscribersOnEitherReplicaSeeEveryChange() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<Queue<String>> streams = Stream.of(1, 2).map(i -> live(client)).toList();
            review("ana", 9);
            for (Queue<String> lines : streams) {
                await().atMost(PATIENCE).until(() -> lines.stream()
                        .anyMatch(line -> line.startsWith("data:") && line.contains("\"count\":1")));
            }
            client.shutdownNow();
        }
    }

    /** The lines of a stream as they come; the gateway gives each connection to the next replica. */
    private Queue<String> live(HttpClient client) {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.url() + "/ratings/%s/live".formatted(subject)))
                .header("Accept", "text/event-stream")
                .build();
        Thread.ofVirtual().start(() -> client.sendAsync(request, BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add)));
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.startsWith("data:")));
        return lines;
    }

    @Test
    void aReadAsksForItsOwnWrite() {
        String review = review("ana", 7);
        read("/ratings/%s?after=%s@1".formatted(subject, review))
                .then()
                .statusCode(200)
                .body("count", equalTo(1));
    }

    @Test
    void everyServiceProvesItselfAndIsBuiltAnewWhileItServes() {
        String review = review("ana", 9);
        react("ben", review, "creative");
        awaitRating(1, 1);
        for (String service : List.of("review", "reaction", "rating")) {
            assertThat(done("/operations/%s/verifications".formatted(service)).getInt("drift"))
                    .as(service)
                    .isZero();
            done("/operations/%s/rebuilds".formatted(service));
            assertThat(done("/operations/%s/verifications".formatted(service)).getInt("drift"))
                    .as(service)
                    .isZero();
            done("/operations/%s/republish".formatted(service));
        }
        awaitRating(1, 1);
        read("/reactions/" + review).then().body("overall", equalTo(1));
    }
}
