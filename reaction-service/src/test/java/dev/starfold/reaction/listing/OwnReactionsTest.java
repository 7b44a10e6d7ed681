package dev.starfold.reaction.listing;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.reacted;
import static dev.starfold.reaction.Api.removed;
import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class OwnReactionsTest {

    private final String user = newUser();

    @Test
    void aUsersReactionsAreListedNewestFirst() {
        Review first = Review.known();
        Review second = Review.known();
        Review third = Review.known();
        reacted(user, first.id(), "nice");
        reacted(user, second.id(), "funny");
        reacted(user, third.id(), "creative");
        removed(user, third.id());
        reacted(newUser(), first.id(), "nice");
        as(user).get("/reactions/by/" + user)
                .then()
                .statusCode(200)
                .header("Vary", is("Authorization"))
                .header("Cache-Control", is("no-store"))
                .body(
                        "items.review",
                        contains(second.id().toString(), first.id().toString()))
                .body("items.subject", contains(second.subject(), first.subject()))
                .body("items.kind", contains("funny", "nice"))
                .body("items.at", contains(startsWith("20"), startsWith("20")));
    }

    @Test
    void aReactionToWhatNobodySeesAnyMoreIsStillTheUsers() {
        Review review = Review.known();
        reacted(user, review.id(), "nice");
        review.become("withdrawn", 2, 410);
        as(user).get("/reactions/by/" + user)
                .then()
                .body("items.review", contains(review.id().toString()));
    }

    @Test
    void operatorsSeeItTooAndNobodyElse() {
        reacted(user, Review.known().id(), "nice");
        as(newUser(), "operator").get("/reactions/by/" + user).then().statusCode(200);
        as(newUser(), "moderator")
                .get("/reactions/by/" + user)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", is("/problems/not-yours"));
        get("/reactions/by/" + user)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("type", is("/problems/unauthenticated"));
    }

    @Test
    void aUserWithoutReactionsHasAnEmptyList() {
        as(user).get("/reactions/by/" + user).then().statusCode(200).body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü 👍/%?&{x}", "auth0|1234567890", "users", "kinds", "by"})
    void anyUserIsOnePercentEncodedSegmentAlsoInLinks(String strange) {
        List<String> reviews = Stream.generate(() -> Review.known().id())
                .limit(3)
                .peek(review -> reacted(strange, review, "nice"))
                .map(UUID::toString)
                .toList();
        String segment = URLEncoder.encode(strange, UTF_8).replace("+", "%20");
        List<List<String>> pages = Pages.walk("/reactions/by/" + segment + "?limit=2", "review", link -> as(strange)
                .urlEncodingEnabled(false)
                .get(link));
        assertThat(pages).containsExactly(reviews.reversed().subList(0, 2), reviews.subList(0, 1));
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 101", "cursor, AAAA", "kind, nice"})
    void aBadParameterIsNamed(String name, String value) {
        as(user).queryParam(name, value)
                .get("/reactions/by/" + user)
                .then()
                .statusCode(400)
                .body("errors.field", contains(name));
    }

    @Test
    void aUserIdIsAsLongAsItsCharacters() {
        String longest = "👍".repeat(255);
        as(longest).get("/reactions/by/{user}", longest).then().statusCode(200).body("items", empty());
    }

    @Test
    void whatIsNoUserIdIsNamed() {
        for (String id : List.of("%00", "a".repeat(256), "%F0%9F%91%8D".repeat(256))) {
            as(user, "operator")
                    .urlEncodingEnabled(false)
                    .get("/reactions/by/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("user"));
        }
    }
}
