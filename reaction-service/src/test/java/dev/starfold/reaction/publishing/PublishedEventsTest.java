package dev.starfold.reaction.publishing;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.react;
import static dev.starfold.reaction.Api.reacted;
import static dev.starfold.reaction.Api.removed;
import static dev.starfold.reaction.publishing.PublishedTopic.header;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReviewEvents.Review;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class PublishedEventsTest {

    private final PublishedTopic topic = new PublishedTopic();
    private final String user = newUser();
    private Review review;

    @BeforeEach
    void aReview() {
        review = Review.known();
    }

    @Test
    void everyStepIsPublishedWithTheWholeStateAfterIt() throws Exception {
        reacted(user, review.id(), "nice");
        reacted(user, review.id(), "nice");
        reacted(user, review.id(), "well-written");
        removed(user, review.id());
        removed(user, review.id());
        UUID reaction = Reaction.id(review.id(), user);
        List<ConsumerRecord<String, String>> records = topic.of(review.subject());
        assertThat(records)
                .extracting(record -> header(record, "ce_type"))
                .containsExactly("reaction-added", "reaction-removed", "reaction-added", "reaction-removed");
        assertData(records.get(0), reaction, "nice", true, 1);
        assertData(records.get(1), reaction, "nice", false, 3);
        assertData(records.get(2), reaction, "well-written", true, 4);
        assertData(records.get(3), reaction, "well-written", false, 5);
    }

    @Test
    void everyRecordIsACloudEvent() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        as(user).header("traceparent", trace)
                .body("{\"kind\": \"nice\"}")
                .put("/reactions/" + review.id())
                .then()
                .statusCode(201);
        String reaction = Reaction.id(review.id(), user).toString();
        ConsumerRecord<String, String> record = topic.of(review.subject()).getFirst();
        assertThat(record.key()).isEqualTo(review.subject());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_id")).isEqualTo(reaction + ":1");
        assertThat(header(record, "ce_source")).isEqualTo("/reaction-service");
        assertThat(header(record, "ce_subject")).isEqualTo(reaction);
        assertThat(header(record, "ce_time"))
                .isEqualTo(get("/reactions/" + review.id() + "/users").path("items[0].at"));
        assertThat(header(record, "ce_streamversion")).isEqualTo("1");
        assertThat(header(record, "ce_position")).matches("[1-9][0-9]*");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(header(record, "traceparent")).isEqualTo(trace);
        get(header(record, "ce_dataschema")).then().statusCode(200).contentType("application/json");
    }

    @Test
    void aRejectedCommandPublishesNothing() {
        react(review.author(), review.id(), "nice").then().statusCode(403);
        reacted(user, review.id(), "nice");
        assertThat(topic.of(review.subject())).singleElement().matches(record -> header(record, "ce_subject")
                .equals(Reaction.id(review.id(), user).toString()));
    }

    private void assertData(
            ConsumerRecord<String, String> record, UUID reaction, String kind, boolean active, int version)
            throws Exception {
        var json = new ObjectMapper();
        assertThat(json.readTree(record.value())).isEqualTo(json.readTree("""
                {"reactionId": "%s", "reviewId": "%s", "subject": "%s", "user": "%s", "kind": "%s", "active": %s,
                 "version": %d}
                """.formatted(
                        reaction, review.id(), review.subject(), user, kind, active, version)));
    }
}
