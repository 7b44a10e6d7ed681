package dev.starfold.rating.trend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.projection.Folding;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.Submitted;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class TrendTest {

    @Inject
    Folding folding;

    private final String subject = "trend:" + UUID.randomUUID();

    private void foldSome() {
        folding.fold(
                Submitted.of(subject, 10).at("2023-12-31T23:59:59.999999Z"),
                Submitted.of(subject, 9).at("2024-01-01T00:00:00Z"),
                Submitted.of(subject, 4).at("2024-01-07T23:59:59Z"),
                Submitted.of(subject, 4).at("2024-01-07T01:00:00Z"),
                Submitted.of(subject, 1).at("2024-02-29T12:00:00Z"));
    }

    @Test
    void daysAreShownWithTheMeanOfAllUpToThem() {
        foldSome();
        assertThat(trend("").asString())
                .isEqualTo("{\"items\":["
                        + "{\"bucket\":\"2023-12-31\",\"count\":1,\"mean\":10.00,\"runningMean\":10.00},"
                        + "{\"bucket\":\"2024-01-01\",\"count\":1,\"mean\":9.00,\"runningMean\":9.50},"
                        + "{\"bucket\":\"2024-01-07\",\"count\":2,\"mean\":4.00,\"runningMean\":6.75},"
                        + "{\"bucket\":\"2024-02-29\",\"count\":1,\"mean\":1.00,\"runningMean\":5.60}]}");
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheirFirst() {
        foldSome();
        trend("?bucket=week").then().body("items.bucket", contains("2023-12-25", "2024-01-01", "2024-02-26"));
        trend("?bucket=week").then().body("items.count", contains(1, 3, 1));
        trend("?bucket=month").then().body("items.bucket", contains("2023-12-01", "2024-01-01", "2024-02-01"));
        trend("?bucket=month").then().body("items.mean", contains(10.0f, 5.67f, 1.0f));
    }

    @Test
    void theRunningMeanKnowsWhatIsBeforeTheWindow() {
        foldSome();
        var day = trend("?from=2024-01-01&to=2024-01-07");
        day.then().body("items.bucket", contains("2024-01-01")).body("items.runningMean", contains(9.5f));
        var instants = trend("?from=2024-01-01T15:00:00Z&to=2024-01-07T00:00:00Z");
        assertThat(instants.asString()).isEqualTo(day.asString());
        trend("?from=2024-01-02&bucket=week").then().body("items.count", contains(2, 1));
        trend("?from=2025-01-01").then().body("items", empty());
        trend("?from=2024-01-01&to=2024-01-01").then().body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2024-02-01&to=2024-01-01",
                "from=2024-01-01T00:00:01Z&to=2024-01-01",
                "from=2024-01-01T15:00:00Z&to=2024-01-01T10:00:00Z"
            })
    void aWindowThatEndsBeforeItBeginsIsRefused(String window) {
        given().get("/ratings/" + subject + "/trend?" + window)
                .then()
                .statusCode(400)
                .body("errors.field", contains("from"))
                .body("errors.message", contains("must not be after to"));
    }

    @Test
    void aSubjectWithoutReviewsHasNoTrend() {
        assertThat(trend("").asString()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void theLatestThousandAreShownAndALinkLeadsToThoseBefore() {
        var first = LocalDate.of(2020, 1, 1);
        folding.fold(IntStream.range(0, 1003)
                .mapToObj(i -> Submitted.of(subject, 5)
                        .at(first.plusDays(i) + "T00:00:00Z")
                        .state())
                .toArray(ReviewState[]::new));
        var latest = trend("");
        assertThat(latest.<Integer>path("items.size()")).isEqualTo(1000);
        assertThat(latest.<String>path("items[0].bucket")).isEqualTo("2020-01-04");
        var link = latest.header("Link");
        assertThat(link).endsWith("; rel=\"prev\"");
        given().get(link.substring(1, link.indexOf('>')))
                .then()
                .statusCode(200)
                .body("items.bucket", contains("2020-01-01", "2020-01-02", "2020-01-03"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bucket=year", "from=today", "to=2024-02-30", "from=2024-01-01T00:00:00", "to=", "limit=1"})
    void aMalformedParameterIsNamed(String query) {
        given().get("/ratings/" + subject + "/trend?" + query)
                .then()
                .statusCode(400)
                .body("errors.field", contains(query.substring(0, query.indexOf('='))));
        given().get("/ratings/Trend/trend").then().statusCode(400).body("errors.field", contains("subject"));
    }

    private Response trend(String query) {
        var answer = given().get("/ratings/" + subject + "/trend" + query);
        answer.then().statusCode(200);
        return answer;
    }
}
