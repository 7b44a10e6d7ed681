package dev.starfold.rating.projection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
@TestProfile(LateTopicTest.AnotherTopic.class)
class LateTopicTest {

    private static final String REVIEWS = "review-events-later";
    private static final String REACTIONS = "reaction-events-later";

    @ConfigProperty(name = "quarkus.management.test-port")
    int management;

    public static class AnotherTopic implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.incoming.review-events.topic", REVIEWS,
                    "mp.messaging.incoming.reaction-events.topic", REACTIONS);
        }
    }

    @Test
    void theServiceIsReadyBeforeItsTopicsExistAndTakesEachUpThen() throws Exception {
        given().port(management).get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/ratings/anime:late").then().statusCode(200).body("count", equalTo(0));

        var reviews = new Log(REVIEWS);
        var reactions = new Log(REACTIONS);
        assertThat(reviews.exists()).isFalse();
        var review = Life.rated("anime:late", 8);
        reviews.created().publish(review);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/ratings/anime:late").then().body("count", equalTo(1)));

        assertThat(reactions.exists()).isFalse();
        reactions.created().publish(Reacted.to(review, "funny"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/ratings/anime:late").then().body("reactions.top", equalTo("funny")));
    }
}
