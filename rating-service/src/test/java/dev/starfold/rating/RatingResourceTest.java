package dev.starfold.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.rating.projection.Life;
import dev.starfold.rating.projection.Reacted;
import dev.starfold.rating.projection.ReactionProjection;
import dev.starfold.rating.projection.ReactionState;
import dev.starfold.rating.projection.ReviewProjection;
import dev.starfold.rating.projection.ReviewState;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class RatingResourceTest {

    @Inject
    ReviewProjection projection;

    @Inject
    ReactionProjection reactions;

    @Test
    void aSubjectWithoutReviewsHasCountZero() {
        var before = Instant.now();
        var asOf = given().get("/ratings/anime:never-reviewed")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("subject", equalTo("anime:never-reviewed"))
                .body("count", equalTo(0))
                .body("sum", equalTo(0))
                .body("mean", nullValue())
                .body("weighted", nullValue())
                .body("histogram.score", contains(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
                .body("histogram.count", everyItem(equalTo(0)))
                .body("recommendation.recommended.count", equalTo(0))
                .body("reactions.overall", equalTo(0))
                .body("reactions.kinds.size()", equalTo(7))
                .body("reactions.kinds.values()", everyItem(equalTo(0)))
                .body("reactions.top", nullValue())
                .body("excluded", equalTo(0))
                .body("rank", nullValue())
                .body("rankedAt", nullValue())
                .extract()
                .<String>path("asOf");
        assertThat(Instant.parse(asOf)).isAfterOrEqualTo(before);
    }

    @Test
    void aRatingShowsItsFiguresAsPrinted() {
        apply(rated("film:seven", 3, 4, 6, 9, 10, 10, 10));
        apply(rated("film:other", 2));
        // 52 ÷ 7 = 7.4286; C = 54 ÷ 8; (52 + 50·6.75) ÷ 57 = 6.8333
        var json = given().get("/ratings/film:seven")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(json)
                .startsWith("{\"subject\":\"film:seven\",\"count\":7,\"sum\":52,\"mean\":7.43,\"weighted\":6.83,")
                .contains(
                        "{\"score\":1,\"count\":0,\"percentage\":0.0}", "{\"score\":3,\"count\":1,\"percentage\":14.3}")
                .contains("{\"score\":10,\"count\":3,\"percentage\":42.8}")
                .contains("\"recommendation\":{\"recommended\":{\"count\":4,\"percentage\":57.1},"
                        + "\"mixed-feelings\":{\"count\":1,\"percentage\":14.3},"
                        + "\"not-recommended\":{\"count\":2,\"percentage\":28.6}}");
    }

    @Test
    void reactionsAreShownPerKindInTheCataloguesOrderWhichAlsoBreaksTies() {
        var review = Life.rated("show:reacted", 9);
        apply(List.of(review));
        react(Reacted.to(review, "creative"), Reacted.to(review, "love-it"));
        assertThat(given().get("/ratings/show:reacted").asString())
                .contains(
                        "\"reactions\":{\"overall\":2,\"kinds\":{\"nice\":0,\"love-it\":1,\"funny\":0,\"confusing\":0,"
                                + "\"informative\":0,\"well-written\":0,\"creative\":1},\"top\":\"love-it\"}");
        react(Reacted.to(review, "creative"));
        assertThat(given().get("/ratings/show:reacted").<String>path("reactions.top"))
                .isEqualTo("creative");
    }

    @Test
    void exactlyThreeIsPrintedWithItsDecimals() {
        apply(rated("manga:three", 3));
        assertThat(given().get("/ratings/manga:three").asString()).contains("\"mean\":3.00,\"weighted\":3.00,");
    }

    @Test
    void asOfIsWhenTheRatingLastChanged() {
        var before = Instant.now();
        apply(rated("game:changed", 5));
        var after = Instant.now();
        var asOf = Instant.parse(given().get("/ratings/game:changed").path("asOf"));
        assertThat(asOf).isBetween(before.truncatedTo(ChronoUnit.MICROS), after);
        assertThat(given().get("/ratings/game:changed").<String>path("asOf")).isEqualTo(asOf.toString());
    }

    @Test
    void severalComeInTheOrderAskedForAlsoWhenAskedForTwice() {
        apply(rated("novel:a", 1));
        apply(rated("novel:b", 2, 2));
        several("novel:b", "novel:unknown", "novel:a", "novel:b")
                .then()
                .statusCode(200)
                .body("items.subject", contains("novel:b", "novel:unknown", "novel:a", "novel:b"))
                .body("items.count", contains(2, 0, 1, 2));
    }

    @Test
    void aHundredAreAnsweredAndOneMoreIsNot() {
        var hundred = Collections.nCopies(100, "novel:a").toArray(String[]::new);
        several(hundred).then().statusCode(200).body("items", hasSize(100));
        var more = Collections.nCopies(101, "novel:a").toArray(String[]::new);
        several(more).then().statusCode(400).body("errors.field", contains("subject"));
        given().get("/ratings").then().statusCode(400).body("errors.field", contains("subject"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"anime", "Anime:1", ":1", "anime:", "anime:a/b", "anime:é", "anime:a b", "9:1", "anime:1:2"})
    void aMalformedSubjectIsNamed(String subject) {
        given().get("/ratings/{subject}", subject)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/validation"))
                .body("status", equalTo(400))
                .body("errors.field", contains("subject"));
        several("anime:1", subject).then().statusCode(400).body("errors.field", contains("subject"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject=anime:1&subject=&subject=anime:2", "subject=anime:1&subject", "subject="})
    void anEmptySubjectIsNamedLikeAnyMalformedOne(String query) {
        given().get("/ratings?" + query).then().statusCode(400).body("errors.field", contains("subject"));
        given().get("/ratings?type=anime&subject=").then().statusCode(400).body("errors.field", contains("type"));
    }

    @Test
    void aSubjectMayComePercentEncoded() {
        given().urlEncodingEnabled(false)
                .get("/ratings/anime%3A53393")
                .then()
                .statusCode(200)
                .body("subject", equalTo("anime:53393"));
    }

    @Test
    void anUnknownParameterIsNotSwallowed() {
        given().get("/ratings/anime:1?languge=en").then().statusCode(400).body("errors.field", contains("languge"));
        given().get("/ratings?subject=anime:1&subjcet=anime:2")
                .then()
                .statusCode(400)
                .body("errors.field", contains("subjcet"));
    }

    @Test
    void readingNeedsNoTokenAndTakesAGoodOne() {
        signedIn(EmbeddedServers.issuer().token("ana"))
                .get("/ratings/anime:1")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification signedIn(String token) {
        return given().auth().oauth2(token);
    }

    private static io.restassured.response.Response several(String... subjects) {
        return given().queryParam("subject", List.of(subjects)).get("/ratings");
    }

    private static List<ReviewState> rated(String subject, int... scores) {
        return java.util.Arrays.stream(scores)
                .mapToObj(score -> Life.rated(subject, score))
                .toList();
    }

    private void apply(List<ReviewState> states) {
        projection.apply(states).toCompletionStage().toCompletableFuture().join();
    }

    private void react(ReactionState... states) {
        reactions
                .apply(List.of(states))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
