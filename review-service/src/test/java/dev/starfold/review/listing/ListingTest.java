package dev.starfold.review.listing;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class ListingTest {

    private final String subject = newSubject();

    @Test
    void reviewsAreListedBySubjectByAuthorAndByBoth() {
        String ana = newUser();
        String ben = newUser();
        String elsewhere = submitted(ana, newSubject(), "\"score\": 3");
        String anas = submitted(ana, subject, "\"score\": 3, \"body\": \"with text\"");
        String bens = submitted(ben, subject, "\"score\": 4");
        get("/reviews?subject=" + subject).then().body("items.id", contains(bens, anas));
        get("/reviews?author=" + ana).then().body("items.id", contains(anas, elsewhere));
        get("/reviews?author=" + ana + "&sort=oldest").then().body("items.id", contains(elsewhere, anas));
        get("/reviews?author=" + ana + "&subject=" + subject)
                .then()
                .body("items.id", contains(anas))
                .body("items[0].body", is("with text"))
                .body("next", nullValue())
                .header("Link", nullValue());
        get("/reviews").then().body("items", hasSize(greaterThanOrEqualTo(3)));
    }

    @Test
    void aListedReviewIsTheReviewAsItIsNow() {
        String user = newUser();
        String id = submitted(user, subject, "\"score\": 3, \"body\": \"one\"");
        revise(user, id, 1, "\"score\": 9, \"body\": \"two\"");
        assertThat(get("/reviews?subject=" + subject).<Object>path("items[0]"))
                .isEqualTo(get("/reviews/" + id).path("$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest"})
    void pagesHoldEveryReviewOnceInOrder(String sort) {
        List<String> ids = submitMany(7);
        List<String> expected = sort.equals("newest") ? ids.reversed() : ids;
        List<String> seen = new ArrayList<>();
        String next = "/reviews?subject=%s&limit=3&sort=%s".formatted(subject, sort);
        int pages = 0;
        while (next != null) {
            Response page = follow(next).then().statusCode(200).extract().response();
            seen.addAll(page.path("items.id"));
            next = nextLink(page);
            pages++;
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void thePagesAreTheSameWhileOthersComeGoAndChange() {
        List<String> ids = submitMany(6);
        Response first = get("/reviews?subject=" + subject + "&limit=2");
        String comer = newUser();
        String coming = submitted(comer, subject, "\"score\": 1");
        revise(author(ids.get(2)), ids.get(2), 1, "\"score\": 10");
        withdraw(author(ids.get(4)), ids.get(4));
        Response second = follow(nextLink(first));
        withdraw(author(ids.get(3)), ids.get(3));
        withdraw(comer, coming);
        Response third = follow(nextLink(second));
        assertThat(first.<List<String>>path("items.id")).containsExactly(ids.get(5), ids.get(4));
        assertThat(second.<List<String>>path("items.id")).containsExactly(ids.get(3), ids.get(2));
        assertThat(third.<List<String>>path("items.id")).containsExactly(ids.get(1), ids.get(0));
        third.then().body("next", nullValue());
    }

    @Test
    void theLastPageMayBeFull() {
        submitMany(2);
        get("/reviews?limit=2&subject=" + subject)
                .then()
                .body("items", hasSize(2))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, x",
        "limit, 1.0",
        "limit, ''",
        "sort, best",
        "subject, Anime:1",
        "author, ''",
        "cursor, AAAA",
        "cursor, ''",
        "colour, red"
    })
    void aBadParameterIsNamed(String name, String value) {
        given().queryParam(name, value)
                .get("/reviews")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("/problems/validation"))
                .body("errors.field", contains(name));
    }

    @Test
    void allBadParametersAreNamedAtOnce() {
        get("/reviews?limit=0&sort=best&limit=1&colour=red")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("sort"))
                .body("errors.field.unique()", containsInAnyOrder("limit", "sort", "colour"));
    }

    @Test
    void aCursorBelongsToItsQuery() {
        submitMany(2);
        String cursor = get("/reviews?limit=1&subject=" + subject).path("next");
        given().queryParam("cursor", cursor)
                .queryParam("subject", subject)
                .queryParam("sort", "oldest")
                .get("/reviews")
                .then()
                .statusCode(400)
                .body("errors.field", contains("cursor"));
        given().queryParam(
                        "cursor",
                        cursor.substring(0, 10) + (cursor.charAt(10) == 'A' ? 'B' : 'A') + cursor.substring(11))
                .queryParam("subject", subject)
                .get("/reviews")
                .then()
                .statusCode(400)
                .body("errors.field", contains("cursor"));
    }

    private List<String> submitMany(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> submitted(newUser(), subject, "\"score\": 5"))
                .toList();
    }

    private static String author(String id) {
        return get("/reviews/" + id).path("author");
    }

    /** As it stands: the link is encoded already. */
    private static Response follow(String link) {
        return given().urlEncodingEnabled(false).get(link);
    }

    private static String nextLink(Response page) {
        String link = page.header("Link");
        if (link == null) {
            assertThat(page.<String>path("next")).isNull();
            return null;
        }
        assertThat(link).startsWith("</reviews?").endsWith(">; rel=\"next\"").contains(page.<String>path("next"));
        return link.substring(1, link.indexOf('>'));
    }
}
