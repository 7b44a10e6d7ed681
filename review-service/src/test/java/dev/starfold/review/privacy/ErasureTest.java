package dev.starfold.review.privacy;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.Api;
import dev.starfold.review.OnRealServers;
import dev.starfold.review.Review;
import dev.starfold.review.publishing.PublishedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ErasureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Everything everything = new Everything("review");
    private final String user = newUser();
    private final String other = newUser();
    private final String word = "zq" + UUID.randomUUID().toString().replace("-", "");

    @Inject
    Erasures erasures;

    @Test
    void ofAnErasedUserNothingStandsInAnyTable() {
        String hidden = submitted(
                user, newSubject(), "\"score\": 3, \"headline\": \"%1$s\", \"body\": \"a %1$s\"".formatted(word));
        revise(user, hidden, 1, "\"score\": 4, \"body\": \"another %s\"".formatted(word));
        report(other, hidden, "%s, says the note".formatted(word)).then().statusCode(201);
        hide(hidden);
        String subject = newSubject();
        withdraw(user, submitted(user, subject, "\"score\": 3, \"headline\": \"first %s\"".formatted(word)));
        keyed(user)
                .body(review(subject, "\"score\": 5, \"body\": \"second %s\"".formatted(word)))
                .post("/reviews");
        importLines(line(
                        newSubject(),
                        user,
                        "\"score\": 9, \"body\": \"%1$s\", \"source\": {\"%1$s\": 1}".formatted(word)))
                .then()
                .body("accepted", is(1));
        String others = submitted(other, newSubject(), "\"score\": 8");
        as(user).header("Idempotency-Key", "another-key")
                .body("{\"reason\": \"spam\", \"note\": \"%s\"}".formatted(word))
                .post("/reviews/{id}/reports", others)
                .then()
                .statusCode(201);
        moderate(user, others);
        everything.run("""
                insert into reaction (slot, reaction_id, review_id, user_id, kind, active, version, since)
                values (0, gen_random_uuid(), '%1$s', '%2$s', 'funny', true, 1, now()),
                    (1, gen_random_uuid(), '%1$s', '%2$s', 'funny', false, 1, now())""".formatted(others, user));
        long keys = keys();
        assertThat(everything.rowsWith(word)).isNotEmpty();
        assertThat(everything.rowsWith(user)).isNotEmpty();

        erase(user).then().statusCode(204);

        assertThat(everything.rowsWith(word)).isEmpty();
        // The word to other services, until they must have it.
        assertThat(everything.rowsWith(user))
                .hasSize(1)
                .allMatch(row -> row.startsWith("event: ") && row.contains("user-erased"));
        assertThat(keys()).isEqualTo(keys - 2);
        awaitForgotten();
        assertThat(everything.rowsWith(user)).isEmpty();
    }

    @Test
    void itsReviewsAreGoneForGoodAndInNoList() {
        String subject = newSubject();
        String first = submitted(user, subject, "\"score\": 3");
        withdraw(user, first);
        String second = submitted(user, subject, "\"score\": 4, \"headline\": \"%s\"".formatted(word));
        submitted(other, subject, "\"score\": 9");
        report(other, second, "rude").then().statusCode(201);
        erase(user).then().statusCode(204);
        for (String id : List.of(first, second)) {
            for (RequestSpecification caller : List.of(given(), as(user), Api.asModerator())) {
                caller.get("/reviews/{id}", id).then().statusCode(410).body("type", is("/problems/erased"));
            }
            get("/reviews/{id}/history", id).then().statusCode(410);
            get("/reviews/{id}?version=1", id).then().statusCode(410);
            as(user).delete("/reviews/{id}", id).then().statusCode(410);
            revise(user, id, 1, "\"score\": 5").then().statusCode(410);
            report(other, id, "rude").then().statusCode(410);
        }
        get("/reviews?subject=" + subject).then().body("items.author", is(List.of(other)));
        get("/reviews?author=" + user).then().body("items", empty());
        get("/reviews?q=" + word).then().body("items", empty());
        as(user).get("/reviews?visibility=hidden&author=" + user).then().body("items", empty());
        Api.asModerator().get("/reports?limit=100").then().body("items.review", not(hasItem(second)));
        assertThat(asOperator().get("/exports/reviews").asString())
                .doesNotContain(word)
                .doesNotContain(user);
    }

    @Test
    void theSameUserMaySubmitAnewAndRepeatWhatWasSentBefore() {
        String subject = newSubject();
        String old = keyed(user)
                .body(review(subject, "\"score\": 3"))
                .post("/reviews")
                .path("id");
        revise(user, old, 1, "\"score\": 4");
        erase(user).then().statusCode(204);
        Response again = keyed(user).body(review(subject, "\"score\": 3")).post("/reviews");
        String id = again.then()
                .statusCode(201)
                .header("ETag", is("\"4\""))
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .path("id");
        assertThat(id).isEqualTo(Review.id(Review.stream(subject, user), 4).toString());
        keyed(user)
                .body(review(subject, "\"score\": 3"))
                .post("/reviews")
                .then()
                .statusCode(201)
                .body("id", is(id));
        get("/reviews/{id}", old).then().statusCode(410);
        get("/reviews/{id}/history", id).then().body("items", hasSize(1));
        submit(user, subject, "\"score\": 5").then().statusCode(409);
        erase(user).then().statusCode(204);
        erase(user).then().statusCode(204);
        get("/reviews/{id}", id).then().statusCode(410);
    }

    @Test
    void everyReviewIsPublishedAsErasedAndOthersAreToldOnce() throws Exception {
        String subject = newSubject();
        withdraw(user, submitted(user, subject, "\"score\": 3"));
        submitted(user, subject, "\"score\": 4");
        try (PublishedLog log = new PublishedLog()) {
            log.of(subject, 3);
            String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
            as(user).header("traceparent", trace)
                    .delete("/users/{user}", user)
                    .then()
                    .statusCode(204);
            List<ConsumerRecord<String, String>> records = log.of(subject, 5).subList(3, 5);
            assertThat(records)
                    .extracting(record -> PublishedLog.header(record, "traceparent"))
                    .containsOnly(trace);
            assertThat(records)
                    .extracting(record -> PublishedLog.header(record, "ce_type"))
                    .containsOnly("review-erased");
            assertThat(records).extracting(ConsumerRecord::value).allSatisfy(value -> assertThat(value)
                    .contains("\"status\":\"erased\"", "\"author\":null")
                    .doesNotContain(user));
            await().atMost(PATIENCE).until(() -> !PublishedLog.erasuresOf(user).isEmpty());
            ConsumerRecord<String, String> told = PublishedLog.erasuresOf(user).getFirst();
            assertThat(told.key()).isEqualTo(PublishedLog.header(told, "ce_subject"));
            assertThat(PublishedLog.header(told, "traceparent")).isEqualTo(trace);
            assertThat(PublishedLog.faults(told)).isEmpty();
            // Sent again, the old events say no more than the new ones.
            int before = log.every(subject).size();
            asOperator().post("/operations/review/republish").then().statusCode(202);
            await().atMost(PATIENCE).until(() -> log.every(subject).size() >= before + 5);
            assertThat(log.every(subject).subList(before, before + 5))
                    .extracting(ConsumerRecord::value)
                    .allSatisfy(value ->
                            assertThat(value).contains("\"status\":\"erased\"").doesNotContain(user));
        }
    }

    @Test
    void whatWasCutOffIsTakenUpAgainAndWhatIsYoungerStays() {
        String id = submitted(user, newSubject(), "\"score\": 3");
        UUID erasure = UUID.randomUUID();
        everything.run("""
                insert into pending_erasure (id, user_id, at, owner, expires_at)
                values ('%s', '%s', clock_timestamp(), gen_random_uuid(), now() + interval '2 seconds')""".formatted(erasure, user));
        as(user).get("/users/{user}/data", user)
                .then()
                .statusCode(200)
                .body("erasures.id", is(List.of(erasure.toString())));
        String younger = submitted(user, newSubject(), "\"score\": 3");
        await().atMost(PATIENCE).until(() -> everything
                .query("select id from pending_erasure where id = '%s'".formatted(erasure))
                .isEmpty());
        get("/reviews/{id}", id).then().statusCode(410);
        get("/reviews/{id}", younger).then().statusCode(200);
        assertThat(everything.query("select data->>'user' from event where stream_id = '%s'".formatted(erasure)))
                .containsExactly(user);
    }

    @Test
    void manyReviewsAreErasedInChunks() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            lines.add(line(newSubject(), user, "\"score\": 3, \"submittedAt\": \"2019-04-03T09:30:00Z\""));
        }
        importLines(lines.toArray(String[]::new)).then().body("accepted", is(230));
        erase(user).then().statusCode(204);
        assertThat(everything.rowsWith(user)).hasSize(1);
    }

    @Test
    void whatTheUserReportedIsNoLongerCounted() {
        String id = submitted(other, newSubject(), "\"score\": 3");
        report(user, id, "rude").then().statusCode(201);
        report(newUser(), id, "rude").then().statusCode(201);
        String alone = submitted(other, newSubject(), "\"score\": 3");
        report(user, alone, "rude").then().statusCode(201);
        erase(user).then().statusCode(204);
        assertThat(everything.query("select reports from reported_review where review_id = '%s'".formatted(id)))
                .containsExactly("1");
        assertThat(everything.query("select reports from reported_review where review_id = '%s'".formatted(alone)))
                .isEmpty();
        report(user, alone, "rude").then().statusCode(201);
    }

    @Test
    void onlyTheUserAndOperatorsMayAskForIt() {
        for (String path : List.of("/users/%s".formatted(user), "/users/%s/data".formatted(user))) {
            boolean reading = path.endsWith("data");
            assertThat(call(given(), reading, path).statusCode()).isEqualTo(401);
            assertThat(call(as(other), reading, path).statusCode()).isEqualTo(403);
            assertThat(call(Api.asModerator(), reading, path).statusCode()).isEqualTo(403);
            assertThat(call(as(user), reading, path + "?really=true").statusCode())
                    .isEqualTo(400);
            assertThat(call(asOperator(), reading, path).statusCode()).isEqualTo(reading ? 200 : 204);
            assertThat(call(asOperator(), reading, path.replace(user, "u".repeat(256)))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(call(asOperator(), reading, path.replace(user, "nul%00")).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void anyUserIdIsOneSegmentOfThePath() {
        String odd = "zoë/ä b+%41?" + UUID.randomUUID();
        String id = submitted(odd, newSubject(), "\"score\": 3");
        as(odd).get("/users/{user}/data", odd)
                .then()
                .statusCode(200)
                .body("user", is(odd))
                .body("reviews.id", hasItem(id));
        erase(odd).then().statusCode(204);
        get("/reviews/{id}", id).then().statusCode(410);
    }

    private static Response call(RequestSpecification caller, boolean reading, String path) {
        RequestSpecification raw = caller.urlEncodingEnabled(false);
        return reading ? raw.get(path) : raw.delete(path);
    }

    private Response erase(String whom) {
        return as(whom).delete("/users/{user}", whom);
    }

    private RequestSpecification keyed(String whom) {
        return as(whom).header("Idempotency-Key", word);
    }

    private static Response report(String reporter, String id, String note) {
        return as(reporter)
                .body("{\"reason\": \"harassment\", \"note\": \"%s\"}".formatted(note))
                .post("/reviews/{id}/reports", id);
    }

    /** Hides and dismisses, as a moderator of that name. */
    private static void moderate(String moderator, String id) {
        String token = EmbeddedServers.issuer().token(moderator, "moderator");
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"visibility\": \"hidden\", \"reason\": \"rude\"}")
                .put("/reviews/{id}/visibility", id)
                .then()
                .statusCode(200);
        given().auth().oauth2(token).post("/reports/{id}/dismissal", id).then().statusCode(204);
    }

    private long keys() {
        return Long.parseLong(
                everything.query("select count(*) from idempotency").getFirst());
    }

    /** As after thirty days. */
    private void awaitForgotten() {
        await().atMost(PATIENCE).until(() -> {
            erasures.forget(Duration.ZERO)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return everything.rowsWith(user).isEmpty();
        });
    }
}
