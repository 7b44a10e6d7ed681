package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.excluded;
import static dev.starfold.rating.exclusions.Api.list;
import static dev.starfold.rating.exclusions.Api.moderator;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static dev.starfold.rating.exclusions.Api.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class PagingTest {

    private final String subject = newSubject();
    private final List<String> newestFirst = new ArrayList<>();

    @Test
    void pagesFollowEachOtherNewestFirstWhateverComesAndGoes() {
        add(5);
        Response first = page("?limit=2");
        first.then().body("items.id", contains(newestFirst.get(0), newestFirst.get(1)));
        String next = first.path("next");
        String link = "/ratings/" + subject + "/exclusions?limit=2&cursor=" + next;
        first.then().header("Link", "<" + link + ">; rel=\"next\"");
        List<String> rest = List.copyOf(newestFirst.subList(2, 5));
        remove(subject, newestFirst.get(1)).then().statusCode(204);
        remove(subject, rest.get(1)).then().statusCode(204);
        add(1);
        moderator()
                .get(link)
                .then()
                .statusCode(200)
                .body("items.id", contains(rest.get(0), rest.get(2)))
                .body("next", nullValue())
                .header("Link", nullValue());
    }

    @Test
    void aFullLastPageHasNoNext() {
        add(2);
        page("?limit=2")
                .then()
                .body("items.id", contains(newestFirst.toArray()))
                .body("next", nullValue());
        String next = page("?limit=1").path("next");
        page("?limit=1&cursor=" + next)
                .then()
                .body("items.id", contains(newestFirst.get(1)))
                .body("next", nullValue());
    }

    @Test
    void aPageHasTwentyItemsWhereNothingIsSaid() {
        add(21);
        Response first = list(subject);
        assertThat(first.<List<String>>path("items.id")).isEqualTo(newestFirst.subList(0, 20));
        assertThat(page("?limit=100").<List<String>>path("items.id")).isEqualTo(newestFirst);
    }

    @Test
    void aCursorThatWasAlteredOrIsAnotherListsIsRefused() {
        add(2);
        String next = page("?limit=1").path("next");
        char last = next.charAt(next.length() - 1);
        String altered = next.substring(0, next.length() - 1) + (last == 'A' ? 'B' : 'A');
        for (String bad : List.of(altered, "x", "", next + "A", next + "&cursor=" + next)) {
            page("?cursor=" + bad).then().statusCode(400).body("errors.field", contains("cursor"));
        }
        moderator()
                .get("/ratings/" + newSubject() + "/exclusions?cursor=" + next)
                .then()
                .statusCode(400)
                .body("errors.field", contains("cursor"));
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            newestFirst.addFirst(excluded(subject, ONE_DAY));
        }
    }

    private Response page(String query) {
        return moderator().get("/ratings/" + subject + "/exclusions" + query);
    }
}
