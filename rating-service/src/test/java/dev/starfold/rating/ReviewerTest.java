package dev.starfold.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.rating.projection.Folding;
import dev.starfold.rating.projection.Life;
import dev.starfold.rating.projection.Reacted;
import dev.starfold.rating.projection.Submitted;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an author's reviews add up to. */
@QuarkusTest
@OnRealServers
class ReviewerTest {

    @Inject
    Folding folding;

    private final String author = "Zoë/ " + UUID.randomUUID();

    @Test
    void anAuthorsCountedReviewsAddUpOverAllSubjects() {
        var book = Submitted.of("book:r1", 4).by(author).state();
        var film = Submitted.of("film:r1", 9).by(author).state();
        var hidden = Submitted.of("film:r2", 1).by(author).state(UUID.randomUUID(), "hidden", 1);
        folding.fold(
                book,
                film,
                hidden,
                Reacted.to(book, "nice"),
                Reacted.to(film, "funny"),
                Reacted.to(film, "funny"),
                Reacted.to(hidden, "creative"));
        reviewer()
                .body("author", equalTo(author))
                .body("count", equalTo(2))
                .body("mean", equalTo(6.5f))
                .body("histogram[3].count", equalTo(1))
                .body("histogram[8].percentage", equalTo(50.0f))
                .body("reactions.overall", equalTo(3))
                .body("reactions.kinds.funny", equalTo(2))
                .body("reactions.top", equalTo("funny"));
    }

    @Test
    void anUnknownAuthorHasNone() {
        reviewer()
                .body("count", equalTo(0))
                .body("mean", nullValue())
                .body("histogram.size()", equalTo(10))
                .body("reactions.top", nullValue());
    }

    @Test
    void anErasedReviewHasNoAuthorAndCountsForNone() {
        var id = UUID.randomUUID();
        folding.fold(Submitted.of("book:r3", 4).by(author).state(id, "public", 1));
        reviewer().body("count", equalTo(1));
        folding.fold(Life.state(id, "book:r3", "erased", 1, 0, 2));
        reviewer().body("count", equalTo(0));
    }

    @Test
    void anAuthorIsAUserId() {
        given().get("/reviewers/{author}", "a".repeat(255)).then().statusCode(200);
        given().get("/reviewers/{author}", "👍".repeat(255)).then().statusCode(200);
        for (String character : List.of("a", "👍")) {
            given().get("/reviewers/{author}", character.repeat(256))
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("author"));
        }
        given().get("/reviewers/ana?x=1").then().statusCode(400).body("errors.field", contains("x"));
        given().urlEncodingEnabled(false).get("/reviewers/a%00").then().statusCode(400);
        assertThat(given().get("/reviewers").statusCode()).isEqualTo(404);
    }

    private ValidatableResponse reviewer() {
        return given().get("/reviewers/{author}", author).then().statusCode(200);
    }
}
