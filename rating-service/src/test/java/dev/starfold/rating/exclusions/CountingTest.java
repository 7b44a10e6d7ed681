package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.excluded;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static dev.starfold.rating.exclusions.Api.remove;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.projection.Folding;
import dev.starfold.rating.projection.Reacted;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.Submitted;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What exclusions do to what counts. */
@QuarkusTest
@OnRealServers
class CountingTest {

    private static final String FIRST_OF_MAY = """
            {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z", "reason": "A raid"}""";

    @Inject
    Folding folding;

    private final String subject = newSubject();
    private final String troll = "troll-" + UUID.randomUUID();

    private final ReviewState honest = on("2026-04-30T23:59:59.999999Z", 9).state();
    private final ReviewState first = on("2026-05-01T00:00:00Z", 1).by(troll).state();
    private final ReviewState last = on("2026-05-01T23:59:59.999999Z", 2).state();
    private final ReviewState after = on("2026-05-02T00:00:00Z", 8).by(troll).state();

    private void foldAll() {
        folding.fold(honest, first, last, after, Reacted.to(first, "funny"), Reacted.to(honest, "nice"));
    }

    @Test
    void aWindowIsOutWithItsReactionsAndComesBackExactly() {
        foldAll();
        var before = figures();
        String id = excluded(subject, FIRST_OF_MAY);
        rating("sum", 17);
        rating("count", 2);
        rating("excluded", 2);
        rating("reactions.overall", 1);
        given().get("/ratings/{subject}/trend", subject)
                .then()
                .body("items.bucket", contains("2026-04-30", "2026-05-02"));
        given().get("/ratings/{subject}?preliminary=exclude", subject)
                .then()
                .body("sum", equalTo(17))
                .body("excluded", equalTo(2));
        given().get("/reviewers/{author}", troll)
                .then()
                .body("count", equalTo(1))
                .body("reactions.overall", equalTo(0));
        remove(subject, id).then().statusCode(204);
        assertThat(figures()).isEqualTo(before);
    }

    @Test
    void aReviewIsOutWhileAnyExclusionCoversIt() {
        foldAll();
        String window = excluded(subject, FIRST_OF_MAY);
        String author = excluded(subject, "{\"author\": \"%s\", \"reason\": \"A troll\"}".formatted(troll));
        rating("sum", 9);
        rating("excluded", 3);
        remove(subject, window);
        rating("sum", 11);
        rating("excluded", 2);
        remove(subject, author);
        rating("sum", 20);
        rating("excluded", 0);
    }

    @Test
    void anAuthorInAWindowMeansBoth() {
        foldAll();
        excluded(subject, """
                {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z", "author": "%s", "reason": "r"}""".formatted(troll));
        rating("sum", 19);
        rating("excluded", 1);
    }

    @Test
    void aReviewThatArrivesLaterIsOutTooAndARevisionStaysOut() {
        excluded(subject, FIRST_OF_MAY);
        foldAll();
        rating("sum", 17);
        folding.fold(on("2026-05-01T00:00:00Z", 10).by(troll).state(first.reviewId(), "public", 2));
        rating("sum", 17);
        rating("excluded", 2);
        folding.fold(on("2026-05-01T00:00:00Z", 10).by(troll).state(first.reviewId(), "withdrawn", 3));
        rating("excluded", 1);
        rating("sum", 17);
    }

    @Test
    void anotherSubjectsReviewsStillCount() {
        foldAll();
        excluded(newSubject(), FIRST_OF_MAY);
        rating("sum", 20);
    }

    @Test
    void aBombIsAnAnomalyUntilItIsExcluded() {
        var day = LocalDate.of(2026, 3, 1);
        folding.fold(IntStream.range(0, 30)
                .mapToObj(i -> on(day.plusDays(i) + "T10:00:00Z", 7 + i % 2).state())
                .toArray(ReviewState[]::new));
        folding.fold(IntStream.range(0, 20)
                .mapToObj(i -> on("2026-05-01T10:00:00Z", 1).state())
                .toArray(ReviewState[]::new));
        given().get("/ratings/{subject}/anomalies", subject)
                .then()
                .statusCode(200)
                .body("items.day", contains("2026-05-01"))
                .body("items[0].count", equalTo(20))
                .body("items[0].reasons", contains("volume-high", "mean-low"));
        excluded(subject, FIRST_OF_MAY);
        given().get("/ratings/{subject}/anomalies", subject).then().body("items", empty());
    }

    private Submitted on(String instant, int score) {
        return Submitted.of(subject, score).at(instant);
    }

    /** All but when it changed. */
    private Map<String, Object> figures() {
        var figures = new TreeMap<String, Object>(
                JsonPath.from(given().get("/ratings/{subject}", subject).asString())
                        .getMap(""));
        figures.remove("asOf");
        // Ranks follow in their own time.
        figures.remove("rank");
        figures.remove("rankedAt");
        // Other tests' reviews are of the same type.
        figures.remove("weighted");
        return figures;
    }

    private void rating(String figure, int expected) {
        given().get("/ratings/{subject}", subject).then().statusCode(200).body(figure, equalTo(expected));
    }
}
