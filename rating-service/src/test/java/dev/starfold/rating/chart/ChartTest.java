package dev.starfold.rating.chart;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.chart.PlainRanking.Vote;
import dev.starfold.rating.projection.Life;
import dev.starfold.rating.projection.ReviewProjection;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class ChartTest {

    @Inject
    ReviewProjection projection;

    /** No other test knows it. */
    private final String type = "t" + UUID.randomUUID().toString().substring(0, 20);

    @Test
    void aTypeNobodyKnowsHasAnEmptyChart() {
        chart("")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("next", nullValue())
                .body("rankedAt", nullValue())
                .header("Link", nullValue());
    }

    @Test
    void aRatingKnowsItsRankAndHowFreshItIs() {
        var before = Instant.now();
        rated("a", 4, 4);
        rated("b", 9);
        rated("c", 9, 9, 9);
        awaitChart("", "c", "b", "a");
        given().get("/ratings/{subject}", subject("b"))
                .then()
                .body("rank", equalTo(2))
                .body("rankedAt", notNullValue());
        given().queryParam("subject", subject("a"), subject("x"), subject("c"))
                .get("/ratings")
                .then()
                .body("items.rank", contains(3, null, 1));
        assertThat(Instant.parse(chart("").path("rankedAt"))).isAfter(before);
        given().get("/ratings/{subject}?preliminary=exclude", subject("b"))
                .then()
                .body("rank", nullValue())
                .body("rankedAt", nullValue());
    }

    @Test
    void withoutReviewsThereIsNoRank() {
        rated("kept", 5);
        var review = review("gone", 9);
        apply(review);
        awaitChart("", "gone", "kept");
        apply(Life.state(review.reviewId(), review.subject(), "withdrawn", 9, 0, 2));
        given().get("/ratings/{subject}", subject("gone"))
                .then()
                .body("count", equalTo(0))
                .body("rank", nullValue())
                .body("rankedAt", nullValue());
        awaitChart("", "kept");
        given().get("/ratings/{subject}", subject("kept")).then().body("rank", equalTo(1));
    }

    @Test
    void everySortHasItsOwnOrderAndRanks() {
        rated("many", 5, 5, 5, 5);
        rated("high", 10);
        rated("good", 9, 9, 9);
        apply(at("recent", 1, 0), at("recent", 1, 0));
        awaitChart("", "good", "high", "many", "recent");
        awaitChart("&sort=weighted", "good", "high", "many", "recent");
        awaitChart("&sort=mean", "high", "good", "many", "recent");
        awaitChart("&sort=count", "many", "good", "recent", "high");
        awaitChart("&sort=trending", "recent", "many", "good", "high");
        chart("&sort=mean").then().body("items.rank", contains(1, 2, 3, 4)).body("items[1].mean", equalTo(9.0f));
        given().get("/ratings/{subject}", subject("high")).then().body("rank", equalTo(2));
    }

    @Test
    void minCountLeavesOutWhatFewReviewedAndRanksStay() {
        rated("a", 10);
        rated("b", 9, 9, 9);
        rated("c", 8);
        rated("d", 7, 7);
        awaitChart("&sort=mean", "a", "b", "c", "d");
        chart("&sort=mean&minCount=2")
                .then()
                .body("items.subject", contains(subject("b"), subject("d")))
                .body("items.rank", contains(2, 4));
        var first = chart("&sort=mean&minCount=2&limit=1");
        first.then().body("items.rank", contains(2));
        chart("&sort=mean&minCount=2&limit=1&cursor=" + first.path("next"))
                .then()
                .body("items.rank", contains(4))
                .body("next", nullValue());
        chart("&minCount=4")
                .then()
                .body("items", empty())
                .body("next", nullValue())
                .body("rankedAt", notNullValue());
    }

    @Test
    void pagesAreOfOneRankingWhileReviewsComeIn() {
        var subjects = IntStream.range(0, 7).mapToObj(i -> "s" + i).toList();
        subjects.forEach(it -> rated(it, 5));
        awaitChart("", subjects.toArray(String[]::new));
        var page = chart("&limit=3");
        String rankedAt = page.path("rankedAt");
        var seen = new ArrayList<String>(page.path("items.subject"));
        var ranks = new ArrayList<Integer>(page.path("items.rank"));
        for (int i = 0; page.path("next") != null; i++) {
            String before = chart("&limit=1").path("rankedAt");
            rated("s" + (6 - i), 10, 10);
            rated("new" + i, 10);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !before.equals(chart("&limit=1").path("rankedAt")));
            page.then().header("Link", containsString("cursor=" + page.path("next")));
            page = given().get(page.header("Link").replaceAll("<(.*)>.*", "$1"));
            page.then().statusCode(200).body("rankedAt", equalTo(rankedAt));
            seen.addAll(page.path("items.subject"));
            ranks.addAll(page.path("items.rank"));
        }
        assertThat(seen).isEqualTo(subjects.stream().map(this::subject).toList());
        assertThat(ranks).containsExactly(1, 2, 3, 4, 5, 6, 7);
        page.then().header("Link", nullValue()).body("items", hasSize(1)).body("items[0].count", equalTo(3));
        awaitChart("&minCount=2", "s5", "s6");
    }

    @Test
    void aCursorWhoseRankingIsGoneHasExpired() {
        rated("a", 5);
        rated("b", 5);
        awaitChart("", "a", "b");
        String next = chart("&limit=1").path("next");
        TestDatabase.ofService().query("delete from ranking where type = '%s'".formatted(type));
        chart("&limit=1&cursor=" + next)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains("cursor"))
                .body("errors.message", contains("has expired"));
    }

    @Test
    void aCursorThatWasAlteredOrIsAnotherChartsIsRefused() {
        rated("a", 5);
        rated("b", 5);
        awaitChart("", "a", "b");
        String next = chart("&limit=1").path("next");
        char last = next.charAt(next.length() - 1);
        var altered = next.substring(0, next.length() - 1) + (last == 'A' ? 'B' : 'A');
        for (var bad :
                List.of("cursor=" + altered, "cursor=", "sort=mean&cursor=" + next, "minCount=1&cursor=" + next)) {
            chart("&" + bad).then().statusCode(400).body("errors.field", contains("cursor"));
        }
        given().get("/ratings?type=other&cursor=" + next).then().statusCode(400);
        chart("&limit=100&cursor=" + next).then().statusCode(200).body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: type=",
                "type: type=Anime",
                "type: type=anime:1",
                "type: type=a&type=b",
                "type: type=anime&subject=anime:1",
                "sort: type=anime&sort=best",
                "minCount: type=anime&minCount=-1",
                "minCount: type=anime&minCount=1.5",
                "minCount: type=anime&minCount=",
                "limit: type=anime&limit=0",
                "limit: type=anime&limit=101",
                "cursor: type=anime&cursor=x",
                "sort: subject=anime:1&sort=mean",
                "language: type=anime&language=de"
            })
    void badInputIsNamed(String field) {
        given().get("/ratings?" + field.replaceAll(".*: ", ""))
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/validation"))
                .body("errors.field", contains(field.replaceAll(": .*", "")));
    }

    @Test
    void openApiDescribesTheChart() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body(
                        "paths.'/ratings'.get.parameters.name.sort()",
                        contains("cursor", "limit", "minCount", "sort", "subject", "type"))
                .body("paths.'/ratings'.get.responses.'200'.content.'application/json'.schema.oneOf", hasSize(2))
                .body("components.schemas.Chart.properties.rankedAt.description", notNullValue());
    }

    private String subject(String id) {
        return type + ":" + id;
    }

    private Response chart(String more) {
        return given().get("/ratings?type=" + type + more);
    }

    /** Rankings may trail. */
    private void awaitChart(String more, String... ids) {
        var subjects = List.of(ids).stream().map(this::subject).toList();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(chart(more).<List<String>>path("items.subject"))
                        .isEqualTo(subjects));
    }

    private void rated(String id, int... scores) {
        apply(IntStream.of(scores).mapToObj(score -> review(id, score)).toArray(ReviewState[]::new));
    }

    /** Submitted 70 days ago. */
    private ReviewState review(String id, int score) {
        return at(id, score, 70);
    }

    private ReviewState at(String id, int score, int daysAgo) {
        return new Vote(id, score, daysAgo).ofType(type);
    }

    private void apply(ReviewState... states) {
        DatabaseFaults.await(projection.apply(List.of(states)));
    }
}
