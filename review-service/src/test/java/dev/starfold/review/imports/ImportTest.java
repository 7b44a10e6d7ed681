package dev.starfold.review.imports;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.restore;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import dev.starfold.review.Review;
import dev.starfold.review.publishing.PublishedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of lines that are well-formed. */
@QuarkusTest
@OnRealServers
class ImportTest {

    private final String user = newUser();
    private final String subject = newSubject();

    @Test
    void aLineBecomesAReviewOfItsAuthorAndTime() throws Exception {
        outcome(importLines(line(subject, user, """
                "score": 9, "headline": "Hm", "body": "Long — 👍", "spoiler": true, "language": "pt-br",
                "progress": {"consumed": 5, "total": 13}, "submittedAt": "2019-04-03T11:30:00.1234567+02:00",
                "source": {"site": "example.org", "helpful": [12, 3.50], "from": {"by": null}}""".replace("\n", ""))), 1, 0, 0);
        get("/reviews/" + id())
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("author", is(user))
                .body("score", is(9))
                .body("recommendation", is("recommended"))
                .body("headline", is("Hm"))
                .body("body", is("Long — 👍"))
                .body("preliminary", is(true))
                .body("language", is("pt-BR"))
                .body("visibility", is("public"))
                .body("submittedAt", is("2019-04-03T09:30:00.123456Z"))
                .body("revisedAt", nullValue());
        assertThat(get("/reviews/" + id()).asString())
                .contains("\"source\":{\"from\":{\"by\":null},\"helpful\":[12,3.50],\"site\":\"example.org\"}");
        get("/reviews/" + id() + "/history")
                .then()
                .body("items", hasSize(1))
                .body("items[0].type", is("review-submitted"))
                .body("items[0].actor", nullValue());
        asModerator().get("/reviews/" + id() + "/history").then().body("items[0].actor", is("the-operator"));
        try (var log = new PublishedLog()) {
            var event = log.of(subject, 1).getFirst();
            assertThat(PublishedLog.header(event, "ce_type")).isEqualTo("review-submitted");
            assertThat(event.value())
                    .contains("2019-04-03T09:30:00.123456Z", user)
                    .doesNotContain("example.org");
        }
    }

    @Test
    void theSourceIsShownWhereverTheReviewIs() {
        outcome(
                importLines(line(subject, user, "\"score\": 4, \"body\": \"peculiarly\", \"source\": {\"votes\": 3}")),
                1,
                0,
                0);
        revise(user, id(), 1, "\"score\": 5, \"body\": \"peculiarly\"").then().body("source.votes", is(3));
        get("/reviews/" + id()).then().body("source.votes", is(3));
        get("/reviews/" + id() + "?version=1").then().body("source.votes", is(3));
        get("/reviews/" + id() + "?body=html").then().body("source.votes", is(3));
        get("/reviews?q=peculiarly&subject=" + subject).then().body("items.source.votes", contains(3));
        withdraw(user, id());
        submit(user, subject, "\"score\": 6").then().statusCode(201).body("source", nullValue());
    }

    @Test
    void withoutATimeItIsNow() {
        Instant before = Instant.now();
        outcome(importLines(line(subject, user, "\"score\": 4, \"submittedAt\": null")), 1, 0, 0);
        String at = get("/reviews/" + id()).path("submittedAt");
        assertThat(Instant.parse(at)).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void theSameLineAgainChangesNothingWhateverBecameOfTheReview() {
        String timed = line(
                subject,
                user,
                "\"score\": 4, \"body\": \"b\", \"submittedAt\": \"2019-04-03T09:30:00Z\", \"source\": {\"a\": 1, \"b\": 2}");
        String same = line(subject, user, "\"source\": {\"b\": 2, \"a\": 1}, \"body\": \"b\", \"score\": 4");
        outcome(importLines(timed, same, timed), 1, 2, 0);
        revise(user, id(), 1, "\"score\": 5").then().statusCode(200);
        outcome(importLines(timed), 0, 1, 0);
        withdraw(user, id());
        outcome(importLines(timed, same), 0, 2, 0);
        get("/reviews/" + id()).then().statusCode(410);
        submit(user, subject, "\"score\": 6").then().statusCode(201);
        outcome(importLines(timed), 0, 1, 0);
    }

    @Test
    void anotherReviewOfTheSameSubjectIsRefused() {
        outcome(importLines(line(subject, user, "\"score\": 4, \"body\": \"b\"")), 1, 0, 0);
        for (String other : new String[] {
            "\"score\": 5, \"body\": \"b\"",
            "\"score\": 4, \"body\": \"c\"",
            "\"score\": 4, \"body\": \"b\", \"source\": {}",
            "\"score\": 4, \"body\": \"b\", \"submittedAt\": \"2019-04-03T09:30:00Z\""
        }) {
            alreadyReviewed(importLines(line(subject, user, other)), 1);
        }
    }

    @Test
    void whoReviewedASubjectHereIsNotOverruledAlsoAfterAWithdrawal() {
        String id = submitted(user, subject, "\"score\": 4");
        alreadyReviewed(importLines(line(subject, user, "\"score\": 4")), 1);
        withdraw(user, id);
        alreadyReviewed(importLines(line(subject, user, "\"score\": 4")), 1);
    }

    @Test
    void ofTwoLinesOfOneAuthorTheFirstWins() {
        String[] lines = IntStream.range(0, 600)
                .mapToObj(i -> line(subject, user + i / 2, "\"score\": " + (i % 2 == 0 ? 3 : 8)))
                .toArray(String[]::new);
        Response answer = importLines(lines);
        outcome(answer, 300, 0, 300);
        assertThat(answer.jsonPath().getList("rejected.line", Integer.class))
                .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(i -> 2 * i).toList());
        get("/reviews?limit=100&maxScore=3&subject=" + subject).then().body("items", hasSize(100));
        get("/reviews?minScore=4&subject=" + subject).then().body("items", hasSize(0));
    }

    @Test
    void whatWasHiddenStaysHidden() throws Exception {
        String hidden = line(subject, user, "\"score\": 4, \"body\": \"furtively\", \"visibility\": \"hidden\"");
        outcome(importLines(hidden, line(subject, newUser(), "\"score\": 4, \"visibility\": \"public\"")), 2, 0, 0);
        get("/reviews/" + id()).then().statusCode(404);
        get("/reviews?subject=" + subject).then().body("items", hasSize(1));
        as(user).get("/reviews/" + id()).then().statusCode(200).body("visibility", is("hidden"));
        asModerator()
                .get("/reviews?visibility=hidden&subject=" + subject)
                .then()
                .body("items.body", contains("furtively"));
        try (var log = new PublishedLog()) {
            assertThat(log.of(subject, 2).stream().filter(event -> event.value().contains("hidden")))
                    .hasSize(1);
        }
        restore(id());
        get("/reviews/" + id()).then().statusCode(200).body("version", is(2));
        outcome(importLines(hidden), 0, 1, 0);
    }

    @Test
    void anImportedReviewIsItsAuthorsToReviseAndWithdraw() {
        outcome(importLines(line(subject, user, "\"score\": 4")), 1, 0, 0);
        submit(user, subject, "\"score\": 4").then().statusCode(409).body("review", is("/reviews/" + id()));
        revise(newUser(), id(), 1, "\"score\": 5").then().statusCode(403);
        revise(user, id(), 1, "\"score\": 5").then().statusCode(200).header("ETag", "\"2\"");
        withdraw(user, id());
    }

    @Test
    void anEmptyImportIsOne() {
        outcome(importLines(new byte[0]), 0, 0, 0);
        outcome(importLines("", " \t\r", ""), 0, 0, 0);
    }

    @Test
    void manyMoreLinesThanAnotherRequestMayHave() {
        String body = "b".repeat(500);
        String[] lines = Stream.generate(
                        () -> line(subject, newUser(), "\"score\": 4, \"body\": \"%s\"".formatted(body)))
                .limit(3_000)
                .toArray(String[]::new);
        outcome(importLines(lines), 3_000, 0, 0);
        outcome(importLines(lines), 0, 3_000, 0);
    }

    private String id() {
        return Review.id(Review.stream(subject, user), 1).toString();
    }

    private static void alreadyReviewed(Response answer, int line) {
        outcome(answer, 0, 0, 1);
        answer.then()
                .body("rejected.line", contains(line))
                .body("rejected.field", contains("subject"))
                .body("rejected.message", contains("already-reviewed"));
    }

    private static void outcome(Response answer, int accepted, int unchanged, int rejected) {
        answer.then()
                .statusCode(200)
                .body("accepted", is(accepted))
                .body("unchanged", is(unchanged))
                .body("rejectedCount", is(rejected))
                .body("rejected", hasSize(Math.min(rejected, 100)));
    }
}
