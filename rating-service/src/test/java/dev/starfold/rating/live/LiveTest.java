package dev.starfold.rating.live;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.RatingReader;
import dev.starfold.rating.projection.Changes;
import dev.starfold.rating.projection.Life;
import dev.starfold.rating.projection.Log;
import dev.starfold.rating.projection.Reacted;
import dev.starfold.rating.projection.ReactionProjection;
import dev.starfold.rating.projection.ReviewProjection;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.TestDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class LiveTest {

    private static final int MOST = 20;

    private final TestDatabase database = TestDatabase.ofService();

    /** Another instance's, with connections of their own. */
    private final ReviewProjection reviews = new ReviewProjection(database.pool(), null);

    private final ReactionProjection reactions = new ReactionProjection(database.pool(), null);

    @Inject
    Live live;

    @Inject
    RatingReader reader;

    @Inject
    Changes changes;

    @Inject
    ObjectMapper json;

    @Inject
    Vertx vertx;

    @Test
    void theCurrentRatingComesAtOnceAndThenEachChange() throws Exception {
        var subject = subject();
        var log = new Log("review-events").created();
        log.publish(Life.rated(subject, 7));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/ratings/" + subject).<Integer>path("count") == 1);
        try (var stream = Stream.of(subject)) {
            assertThat(stream.first().name()).isEqualTo("rating");
            assertThat(figures(stream.first().data()))
                    .isEqualTo(figures(given().get("/ratings/" + subject).asString()));
            log.publish(Life.rated(subject, 9));
            var second = stream.showing(2);
            assertThat(second.id()).isNotEqualTo(stream.first().id());
            assertThat(stream.events()).hasSize(2);
        }
    }

    @Test
    void theAnswerIsAnUnbufferedStream() throws Exception {
        try (var stream = Stream.of(subject())) {
            var headers = stream.response().headers();
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(headers.firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
            assertThat(headers.allValues("cache-control")).containsExactly("no-store");
            assertThat(headers.allValues("x-accel-buffering")).containsExactly("no");
            assertThat(stream.first().count()).isZero();
        }
    }

    /** One connection, as a proxy keeps it: what is behind a call that doesn't end is never answered there. */
    @Test
    void aHeadIsTheStreamsAndEndsWithoutOne() throws Exception {
        var subject = subject();
        var heads = "HEAD /ratings/%s/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(subject)
                .repeat(MOST + 1);
        var last = "GET /ratings/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(subject);
        var answers = answers(heads + last).split("http/1.1 200 ok\r\n", -1);
        assertThat(answers).hasSize(1 + MOST + 1 + 1);
        assertThat(answers[MOST + 2]).contains(subject);
        // None of them is counted as open.
        try (var stream = Stream.of(subject)) {
            var headers = stream.response().headers();
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(List.of(answers).subList(1, MOST + 2)).allSatisfy(head -> assertThat(head)
                    .contains("content-type: "
                            + headers.firstValue("content-type").orElseThrow() + "\r\n")
                    .contains("cache-control: no-store\r\n", "x-accel-buffering: no\r\n")
                    .doesNotContain("content-length")
                    .endsWith("\r\n\r\n"));
        }
    }

    /** All that comes until the connection is closed, in lower case. */
    private static String answers(String requests) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(requests.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII).toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void aReactionThatAnotherInstanceFoldsIsSeen() throws Exception {
        var review = Life.rated(subject(), 7);
        apply(review);
        try (var stream = Stream.of(review.subject())) {
            stream.showing(1);
            DatabaseFaults.await(reactions.apply(List.of(Reacted.to(review, "funny"))));
            await().atMost(Duration.ofSeconds(60)).until(() -> stream.events().size() == 2);
            assertThat(stream.events().getLast().data()).contains("\"top\":\"funny\"");
        }
    }

    @Test
    void anExclusionIsAChangeAndSoIsItsRemoval() throws Exception {
        var subject = subject();
        apply(Life.rated(subject, 5));
        try (var stream = Stream.of(subject)) {
            stream.showing(1);
            var moderator = EmbeddedServers.issuer().token("mona", "moderator");
            String exclusions = "/ratings/" + subject + "/exclusions";
            String id = given().auth()
                    .oauth2(moderator)
                    .contentType("application/json")
                    .body("""
                            {"from": "2020-01-01T00:00:00Z", "to": "2040-01-01T00:00:00Z", "reason": "A raid"}""")
                    .post(exclusions)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            assertThat(stream.showing(0).data()).contains("\"excluded\":1");
            given().auth()
                    .oauth2(moderator)
                    .delete(exclusions + "/" + id)
                    .then()
                    .statusCode(204);
            assertThat(stream.showing(1).id()).isEqualTo(stream.first().id());
        }
    }

    @Test
    void aReviewThatIsExcludedOnArrivalIsAChangeToo() throws Exception {
        var subject = subject();
        given().auth()
                .oauth2(EmbeddedServers.issuer().token("mona", "moderator"))
                .contentType("application/json")
                .body("""
                        {"from": "2020-01-01T00:00:00Z", "to": "2040-01-01T00:00:00Z", "reason": "A raid"}""")
                .post("/ratings/" + subject + "/exclusions")
                .then()
                .statusCode(201);
        try (var stream = Stream.of(subject)) {
            stream.showing(0);
            apply(Life.rated(subject, 5));
            await().atMost(Duration.ofSeconds(60)).until(() -> stream.events().size() == 2);
            assertThat(stream.showing(0).data()).contains("\"excluded\":1");
        }
    }

    @Test
    void manyChangesAreFewEventsOfWhichTheLastIsTheLastState() throws Exception {
        var subject = subject();
        try (var stream = Stream.of(subject)) {
            stream.showing(0);
            var start = Instant.now();
            for (int i = 0; i < 60; i++) {
                apply(Life.rated(subject, 5));
            }
            stream.showing(60);
            long intervals = Duration.between(start, Instant.now()).toMillis() / 250;
            assertThat((long) stream.events().size()).isLessThanOrEqualTo(intervals + 2);
            assertThat(stream.events()).extracting(Stream.Event::count).isSorted();
        }
    }

    @Test
    void whoComesBackWithTheCurrentIdGetsTheNextChangeOnly() throws Exception {
        var subject = subject();
        apply(Life.rated(subject, 5));
        String id;
        try (var stream = Stream.of(subject)) {
            id = stream.first().id();
        }
        try (var stream = Stream.resumed(subject, id)) {
            stream.comments(2);
            assertThat(stream.events()).isEmpty();
            apply(Life.rated(subject, 6));
            assertThat(stream.first().count()).isEqualTo(2);
        }
        try (var stream = Stream.resumed(subject, id)) {
            assertThat(stream.first().count()).isEqualTo(2);
        }
    }

    @Test
    void whatHappensToOtherSubjectsOfTheTypeIsNoEvent() throws Exception {
        var subject = subject();
        apply(Life.rated(subject, 5));
        try (var stream = Stream.of(subject)) {
            stream.showing(1);
            apply(Life.rated(subject(), 10));
            database.query(Changes.TELL_OF_ANY);
            stream.comments(2);
            assertThat(stream.events()).hasSize(1);
        }
    }

    @Test
    void changesMissedWhileTheConnectionWasLostAreMadeUpFor() throws Exception {
        var subject = subject();
        try (var stream = Stream.of(subject)) {
            stream.showing(0);
            database.query("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = 'rating' and query = 'listen rating_changes'");
            apply(Life.rated(subject, 5));
            stream.showing(1);
        }
    }

    @Test
    void aClientThatDoesNotReadIsOwedTheLatestStateAndNoOther() throws Exception {
        var subject = subject();
        var slow = new AssertSubscriber<OutboundSseEvent>(0);
        live.subscribe(new Subscriber.Request(subject, null, new SseImpl())).subscribe(slow);
        try (var quick = Stream.of(subject)) {
            for (int i = 1; i <= 5; i++) {
                apply(Life.rated(subject, 5));
                quick.showing(i);
            }
        }
        slow.request(1).awaitItems(1, Duration.ofSeconds(60));
        assertThat(slow.getItems().getFirst().getData().toString()).contains("\"count\":5");
        slow.request(1);
        // Owed nothing, it is only shown that the stream is alive.
        slow.awaitItems(2, Duration.ofSeconds(60));
        assertThat(slow.getItems().getLast().getComment()).isEqualTo("ping");
        slow.cancel();
    }

    @Test
    void aStreamTooManyIsRefusedUntilOneIsLeft() throws Exception {
        var subject = subject();
        var streams = new ArrayList<Stream>();
        try {
            for (int i = 0; i < MOST; i++) {
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    var stream = Stream.of(subject);
                    streams.add(stream);
                    return stream.response().statusCode() == 200;
                });
            }
            given().get("/ratings/" + subject + "/live")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("/problems/unavailable"));
            streams.getLast().close();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                try (var stream = Stream.of(subject)) {
                    return stream.response().statusCode() == 200;
                }
            });
        } finally {
            streams.forEach(Stream::close);
        }
    }

    @Test
    void allStreamsEndWhenTheServiceStops() {
        var stopping = new Live(reader, changes, json, new Live.Settings(1, Duration.ofSeconds(1)), vertx);
        stopping.start(new StartupEvent());
        var stream = stopping.subscribe(new Subscriber.Request(subject(), null, new SseImpl()))
                .subscribe()
                .withSubscriber(new AssertSubscriber<OutboundSseEvent>(9));
        stream.awaitItems(1, Duration.ofSeconds(60));
        stopping.stop(new ShutdownEvent());
        stream.awaitCompletion(Duration.ofSeconds(60));
        assertThat(stream.getItems().getFirst().getName()).isEqualTo("rating");
    }

    @Test
    void whatIsAskedForWronglyIsAProblem() {
        given().get("/ratings/{subject}/live", "Anime")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains("subject"));
        given().get("/ratings/anime:1/live?after=1").then().statusCode(400).body("errors.field", contains("after"));
        given().head("/ratings/{subject}/live", "Anime").then().statusCode(400);
        given().head("/ratings/anime:1/live?after=1").then().statusCode(400);
        given().accept("application/json")
                .get("/ratings/anime:1/live")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(EmbeddedServers.issuer().token("ana"))
                .contentType("application/json")
                .body("{}")
                .post("/ratings/anime:1/live")
                .then()
                .statusCode(405);
    }

    /** All but what moves with other subjects, and with ranks in their own time. */
    private JsonNode figures(String rating) throws IOException {
        return ((ObjectNode) json.readTree(rating)).remove(List.of("rank", "rankedAt", "weighted"));
    }

    private static String subject() {
        return "live:" + UUID.randomUUID();
    }

    private void apply(ReviewState state) {
        DatabaseFaults.await(reviews.apply(List.of(state)));
    }
}
