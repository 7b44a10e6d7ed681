package dev.starfold.review.reactions;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists by what others think of the reviews, from the events on the broker to the order over HTTP. */
@QuarkusTest
@OnRealServers
class ReactedListingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String subject = newSubject();
    private final String list = "/reviews?include=reactions&subject=" + subject;
    private String liked;
    private String argued;
    private String praised;
    private String ignored;
    private List<ReactionState> praise;

    @BeforeAll
    static void createTopic() throws Exception {
        ReactionEvents.create();
    }

    @BeforeEach
    void react() throws Exception {
        liked = submitted(newUser(), subject, "\"score\": 9");
        argued = submitted(newUser(), subject, "\"score\": 2");
        praised = submitted(newUser(), subject, "\"score\": 8");
        ignored = submitted(newUser(), subject, "\"score\": 5");
        praise = reactions(praised, "informative", 8);
        ReactionEvents.publish(Stream.of(
                        reactions(liked, "nice", 3),
                        reactions(argued, "confusing", 10),
                        reactions(argued, "funny", 2),
                        praise,
                        reactions(praised, "confusing", 1))
                .flatMap(List::stream)
                .toArray(ReactionState[]::new));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> get(list + "&sort=oldest").then().body("items.reactions.overall", contains(3, 12, 9, 0)));
    }

    private static List<ReactionState> reactions(String review, String kind, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> Reacted.to(UUID.fromString(review), kind))
                .toList();
    }

    @Test
    void theMostReactedComeFirst() {
        get(list + "&sort=most-reacted")
                .then()
                .statusCode(200)
                .body("items.id", contains(argued, praised, liked, ignored))
                .body("items.reactions.overall", contains(12, 9, 3, 0))
                .body("items.reactions.top", contains("confusing", "informative", "nice", null));
    }

    @Test
    void theMostHelpfulComeFirst() {
        get(list + "&sort=helpful")
                .then()
                .statusCode(200)
                .body("items.id", contains(praised, liked, argued, ignored))
                .body("items.reactions.overall", contains(9, 3, 12, 0));
    }

    @Test
    void pagesGoOnInThatOrder() {
        for (String sort : List.of("most-reacted", "helpful")) {
            List<String> whole = get(list + "&sort=" + sort).path("items.id");
            List<String> paged = new ArrayList<>();
            String cursor = "";
            do {
                JsonPath page = get(list + "&limit=1&sort=" + sort + cursor).jsonPath();
                paged.addAll(page.getList("items.id", String.class));
                cursor = page.get("next") == null ? null : "&cursor=" + page.getString("next");
            } while (cursor != null);
            assertThat(paged).isEqualTo(whole);
        }
    }

    @Test
    void whatIsTakenBackNoLongerOrders() throws Exception {
        ReactionEvents.publish(praise.stream().map(Reacted::removed).toArray(ReactionState[]::new));
        await().atMost(PATIENCE).untilAsserted(() -> get(list + "&sort=most-reacted")
                .then()
                .body("items.id", contains(argued, liked, praised, ignored))
                .body("items.reactions.overall", contains(12, 3, 1, 0)));
        // Of the last two nobody said anything good: the newer comes first.
        get(list + "&sort=helpful")
                .then()
                .body("items.id", contains(liked, argued, ignored, praised))
                .body("items[2].reactions.top", nullValue());
    }
}
