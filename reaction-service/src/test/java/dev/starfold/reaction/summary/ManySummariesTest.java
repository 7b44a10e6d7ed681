package dev.starfold.reaction.summary;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.reacted;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class ManySummariesTest {

    @Test
    void eachIsWhatTheSingleFormSaysInTheOrderAskedFor() {
        String user = newUser();
        UUID one = Review.known().id();
        UUID two = Review.known().id();
        reacted(user, one, "nice");
        reacted(newUser(), two, "funny");
        List<Object> singles = Stream.of(two, one, two)
                .<Object>map(review -> as(user).get("/reactions/" + review).path("$"))
                .toList();
        assertThat(as(user).get("/reactions?review=%s&review=%s&review=%s".formatted(two, one, two))
                        .<List<Object>>path("items"))
                .isEqualTo(singles);
    }

    @Test
    void whereTheSingleFormHasNo200ThereAreZeros() {
        String user = newUser();
        Review hidden = Review.known();
        Review withdrawn = Review.known();
        Review erased = Review.known();
        Stream.of(hidden, withdrawn, erased).forEach(review -> reacted(user, review.id(), "nice"));
        hidden.become("hidden", 2, 404);
        withdrawn.become("withdrawn", 2, 410);
        erased.become("erased", 2, 410);
        UUID unknown = UUID.randomUUID();
        var ids = Stream.of(hidden.id(), unknown, withdrawn.id(), erased.id())
                .map(UUID::toString)
                .toList();
        as(user).queryParam("review", ids)
                .get("/reactions")
                .then()
                .statusCode(200)
                .header("Vary", is("Authorization"))
                .body("items.review", contains(ids.toArray()))
                .body("items.overall", everyItem(is(0)))
                .body("items.top", everyItem(is((Object) null)))
                .body("items.mine", everyItem(is((Object) null)))
                .body(
                        "items[0].kinds",
                        is(Map.of(
                                "nice",
                                0,
                                "love-it",
                                0,
                                "funny",
                                0,
                                "confusing",
                                0,
                                "informative",
                                0,
                                "well-written",
                                0,
                                "creative",
                                0)));
    }

    @Test
    void withoutATokenNoneHasMine() {
        get("/reactions?review=" + Review.known().id())
                .then()
                .body("items", hasSize(1))
                .body("items[0]", not(hasKey("mine")));
    }

    @Test
    void aHundredAreAnswered() {
        given().queryParam("review", ids(100))
                .get("/reactions")
                .then()
                .statusCode(200)
                .body("items", hasSize(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void noneOrMoreThanAHundredAreRefused(int count) {
        given().queryParam("review", ids(count))
                .get("/reactions")
                .then()
                .statusCode(400)
                .body("errors.field", contains("review"));
    }

    @Test
    void whatIsNoIdOrNoParameterIsNamed() {
        get("/reactions?review=%s&review=abc&limit=3".formatted(UUID.randomUUID()))
                .then()
                .statusCode(400)
                .body("type", is("/problems/validation"))
                .body("errors.field", contains("review", "limit"));
    }

    private static List<String> ids(int count) {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
    }
}
