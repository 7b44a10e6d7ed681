package dev.starfold.reaction.listing;

import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.reacted;
import static dev.starfold.reaction.Api.removed;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class ReactorsTest {

    private Review review;
    private String path;

    @BeforeEach
    void aReview() {
        review = Review.known();
        path = "/reactions/" + review.id() + "/users";
    }

    @Test
    void whoReactedIsListedNewestFirst() {
        List<String> users = reactors(3, "nice");
        get(path)
                .then()
                .statusCode(200)
                .body("items.user", contains(users.reversed().toArray()))
                .body("items[0].kind", is("nice"))
                .body("items[0].at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"))
                .body("next", nullValue())
                .header("Link", nullValue());
    }

    @Test
    void whoTookItBackIsNotAndAChangedMindIsNews() {
        List<String> users = reactors(3, "nice");
        removed(users.get(1), review.id());
        reacted(users.get(0), review.id(), "funny");
        reacted(users.get(2), review.id(), "nice");
        get(path).then().body("items.user", contains(users.get(0), users.get(2)));
    }

    @Test
    void oneKindAloneMayBeAskedFor() {
        List<String> nice = reactors(2, "nice");
        List<String> funny = reactors(2, "funny");
        get(path + "?kind=nice").then().body("items.user", contains(nice.get(1), nice.get(0)));
        get(path + "?kind=funny").then().body("items.user", contains(funny.get(1), funny.get(0)));
        get(path + "?kind=creative").then().statusCode(200).body("items", empty());
    }

    @Test
    void pagesHoldEverybodyOnceAlsoWhileOthersComeAndGo() {
        List<String> users = reactors(7, "nice");
        Response first = get(path + "?limit=3");
        reactors(1, "nice");
        removed(users.get(2), review.id());
        List<List<String>> rest = Pages.walk(Pages.nextLink(first), "user", ReactorsTest::follow);
        assertThat(first.<List<String>>path("items.user")).containsExactly(users.get(6), users.get(5), users.get(4));
        assertThat(rest).containsExactly(List.of(users.get(3), users.get(1), users.get(0)));
    }

    @Test
    void pagesOfOneKindAreFollowedByItsOwnLinks() {
        List<String> nice = reactors(4, "nice");
        reactors(2, "funny");
        assertThat(Pages.walk(path + "?kind=nice&limit=3", "user", ReactorsTest::follow))
                .containsExactly(nice.reversed().subList(0, 3), nice.subList(0, 1));
    }

    @Test
    void theLastPageMayBeFull() {
        reactors(2, "nice");
        get(path + "?limit=2").then().body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, x",
        "limit, ''",
        "kind, meh",
        "kind, ''",
        "cursor, AAAA",
        "cursor, ''",
        "sort, best"
    })
    void aBadParameterIsNamed(String name, String value) {
        given().queryParam(name, value)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("/problems/validation"))
                .body("errors.field", contains(name));
    }

    @Test
    void aCursorBelongsToItsListAndIsNotToBeAltered() {
        reactors(2, "nice");
        String cursor = get(path + "?limit=1").path("next");
        String other = "/reactions/" + Review.known().id() + "/users";
        String altered = cursor.substring(0, 10) + (cursor.charAt(10) == 'A' ? 'B' : 'A') + cursor.substring(11);
        for (String url : List.of(
                path + "?kind=nice&cursor=" + cursor, other + "?cursor=" + cursor, path + "?cursor=" + altered)) {
            get(url).then().statusCode(400).body("errors.field", contains("cursor"));
        }
    }

    @Test
    void aReviewThatIsNotThereHasNoUsers() {
        get("/reactions/" + UUID.randomUUID() + "/users").then().statusCode(404);
        review.become("hidden", 2, 404);
        get(path).then().statusCode(404).body("type", is("/problems/not-found"));
        review.become("withdrawn", 3, 410);
        get(path).then().statusCode(410).body("type", is("/problems/withdrawn"));
    }

    /** In the order in which they reacted. */
    private List<String> reactors(int count, String kind) {
        List<String> users = Stream.generate(() -> newUser()).limit(count).toList();
        IntStream.range(0, count).forEach(i -> reacted(users.get(i), review.id(), kind));
        return users;
    }

    /** As it stands: the link is encoded already. */
    private static Response follow(String link) {
        return given().urlEncodingEnabled(false).get(link);
    }
}
