package dev.starfold.rating.projection;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ReactionConsumerTest {

    private static final Log DEAD_LETTERS = new Log("rating-dead-letters");
    private static Log reviews;
    private static Log reactions;

    private final TestDatabase database = TestDatabase.ofService();

    @BeforeAll
    static void createTopics() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        reviews = new Log("review-events").created();
        reactions = new Log("reaction-events").created();
    }

    @Test
    void reactionsThatComeBeforeTheirReviewShowWithIt() throws Exception {
        var review = Life.rated("anime:reacted", 3);
        reactions.publish(
                Reacted.to(review, "well-written"),
                Reacted.to(review, "informative"),
                Reacted.to(review, "well-written"));
        awaitFolded(3, review);
        rating(review).body("reactions.overall", equalTo(0)).body("reactions.top", nullValue());

        reviews.publish(review);
        await().untilAsserted(() -> rating(review).body("reactions.overall", equalTo(3)));
        rating(review)
                .body("count", equalTo(1))
                .body("reactions.kinds.well-written", equalTo(2))
                .body("reactions.kinds.informative", equalTo(1))
                .body("reactions.kinds.nice", equalTo(0))
                .body("reactions.top", equalTo("well-written"));
    }

    @Test
    void ofHiddenRestoredAndErasedReviewsTheReactionsCountAsTheReviewsDo() throws Exception {
        var id = UUID.randomUUID();
        var review = Life.state(id, "anime:moderated", "public", 8, 0, 1);
        reviews.publish(review);
        reactions.publish(Reacted.to(review, "funny"));
        awaitCounts(review, 1, 1);
        reviews.publish(Life.state(id, "anime:moderated", "hidden", 8, 0, 2));
        awaitCounts(review, 0, 0);
        reactions.publish(Reacted.to(review, "creative"));
        awaitFolded(2, review);
        awaitCounts(review, 0, 0);
        reviews.publish(Life.state(id, "anime:moderated", "public", 8, 0, 3));
        awaitCounts(review, 1, 2);
        reviews.publish(Life.state(id, "anime:moderated", "erased", 8, 0, 4));
        awaitCounts(review, 0, 0);
    }

    @Test
    void anUnknownKindIsSetAsideAndTheRestOfItsPollIsApplied() throws Exception {
        var review = Life.rated("anime:angry", 8);
        reviews.publish(review);
        var angry = reactions.record(Reacted.to(review, "angry"));
        reactions.send(List.of(
                reactions.record(Reacted.to(review, "nice")),
                angry,
                reactions.record(review.subject(), "{\"reactionId\": 7}".getBytes(UTF_8)),
                reactions.record(Reacted.to(review, "nice"))));
        awaitCounts(review, 1, 2);
        await().untilAsserted(() -> assertThat(deadLetters(review.subject())).hasSize(2));

        var letter = deadLetters(review.subject()).getFirst();
        assertThat(letter.value()).isEqualTo(angry.value());
        assertThat(text(letter, "dead-letter-topic")).isEqualTo("reaction-events");
        assertThat(text(letter, "dead-letter-cause")).contains("kind is none of");
    }

    @Test
    void oneLogThatIsHeldUpDoesNotHoldUpTheOther() throws Exception {
        var held = Life.rated("anime:held-up", 8);
        reviews.publish(held);
        awaitCounts(held, 1, 0);
        var other = Life.rated("anime:goes-on", 8);
        try (var _ = database.locked("reaction")) {
            reactions.publish(Reacted.to(held, "nice"));
            await().until(() -> !database.query("""
                            select from pg_stat_activity
                            where datname = 'rating' and wait_event_type = 'Lock' and query like '%insert into reaction%'
                            """).isEmpty());
            reviews.publish(other);
            awaitCounts(other, 1, 0);
            awaitCounts(held, 1, 0);
        }
        awaitCounts(held, 1, 1);
    }

    private void awaitFolded(int reactions, ReviewState review) {
        await().until(() -> database.query("select from live_reaction where review_id = '" + review.reviewId() + "'")
                        .size()
                == reactions);
    }

    private static void awaitCounts(ReviewState review, int count, int overall) {
        await().untilAsserted(
                        () -> rating(review).body("count", equalTo(count)).body("reactions.overall", equalTo(overall)));
    }

    private static ValidatableResponse rating(ReviewState review) {
        return given().get("/ratings/" + review.subject()).then().statusCode(200);
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(String key) {
        return DEAD_LETTERS.all().stream()
                .filter(it -> new String(it.key(), UTF_8).equals(key))
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), UTF_8);
    }
}
