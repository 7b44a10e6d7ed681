package dev.starfold.rating;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.rating.projection.Folding;
import dev.starfold.rating.projection.Reacted;
import dev.starfold.rating.projection.Submitted;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ratings over a part of a subject's reviews. */
@QuarkusTest
@OnRealServers
class PartTest {

    @Inject
    Folding folding;

    private final String subject = "part" + Math.abs(UUID.randomUUID().hashCode()) + ":1";

    private void foldSome() {
        var brazilian = Submitted.of(subject, 10).in("pt-BR").state();
        folding.fold(
                Submitted.of(subject, 8).in("pt").state(),
                brazilian,
                Submitted.of(subject, 1).in("ptx").state(),
                Submitted.of(subject, 2).in("en").preliminarily().state(),
                Submitted.of(subject, 3).preliminarily().state(),
                Reacted.to(brazilian, "funny"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',5,24",
        "language=pt,2,18",
        "language=pt-br,1,10",
        "language=PT-BR,1,10",
        "language=en,1,2",
        "language=de,0,0",
        "preliminary=only,2,5",
        "preliminary=exclude,3,19",
        "preliminary=only&language=en,1,2",
        "preliminary=exclude&language=en,0,0"
    })
    void aPartCountsWhatItNames(String query, int count, int sum) {
        foldSome();
        rating(query == null || query.isEmpty() ? "" : "?" + query)
                .body("count", equalTo(count))
                .body("sum", equalTo(sum));
    }

    @Test
    void aPartHasAllStatisticsAndTheMeanOfTheWholeType() {
        foldSome();
        // C = 24 ÷ 5; (18 + 50·4.8) ÷ 52 = 4.9615
        rating("?language=pt")
                .body("mean", equalTo(9.0f))
                .body("weighted", equalTo(4.96f))
                .body("histogram[9].percentage", equalTo(50.0f))
                .body("recommendation.recommended.count", equalTo(2))
                .body("reactions.kinds.funny", equalTo(1))
                .body("excluded", equalTo(0))
                .body("rank", nullValue())
                .body("rankedAt", nullValue());
        rating("?preliminary=only").body("reactions.overall", equalTo(0));
    }

    @Test
    void aRevisionThatFinishesTheSubjectTakesItsReactionsToTheOtherPart() {
        var id = UUID.randomUUID();
        var before = Submitted.of(subject, 4).preliminarily().state(id, "public", 1);
        folding.fold(before, Reacted.to(before, "nice"));
        folding.fold(Submitted.of(subject, 9).state(id, "public", 2));
        rating("?preliminary=only")
                .body("count", equalTo(0))
                .body("mean", nullValue())
                .body("reactions.overall", equalTo(0));
        rating("?preliminary=exclude").body("sum", equalTo(9)).body("reactions.kinds.nice", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"preliminary=yes", "preliminary=", "language=", "language=p", "language=pt_BR", "language=e-"})
    void aMalformedPartIsNamed(String query) {
        given().get("/ratings/" + subject + "?" + query)
                .then()
                .statusCode(400)
                .body("errors.field", contains(query.substring(0, query.indexOf('='))));
    }

    @Test
    void variantsOfALanguageCountHoweverTheyAreWritten() {
        folding.fold(Submitted.of(subject, 8).in("sl-rozaj").state());
        rating("?language=SL-ROZAJ").body("count", equalTo(1));
    }

    @Test
    void severalRatingsAtOnceAreOfWholeSubjects() {
        given().get("/ratings?subject=anime:1&language=en")
                .then()
                .statusCode(400)
                .body("errors.field", contains("language"));
    }

    private ValidatableResponse rating(String query) {
        return given().get("/ratings/" + subject + query).then().statusCode(200);
    }
}
