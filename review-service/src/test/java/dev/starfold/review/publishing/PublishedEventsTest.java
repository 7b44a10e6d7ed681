package dev.starfold.review.publishing;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.eraseText;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.restore;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.review.OnRealServers;
import dev.starfold.review.Review;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class PublishedEventsTest {

    private final PublishedLog log = new PublishedLog();
    private final String user = newUser();
    private final String subject = newSubject();

    /** Whatever any test published, and not only what it looked at. */
    @AfterEach
    void everyRecordOnTheTopicIsAsPromised() {
        try (log) {
            assertThat(log.all()).isNotEmpty().allSatisfy(record -> {
                assertThat(Contract.headerFaults(record)).isEmpty();
                assertThat(Contract.faults(PublishedLog.header(record, "ce_type"), record.value()))
                        .as(record.value())
                        .isEmpty();
            });
        }
    }

    @Test
    void everyStepIsPublishedWithTheWholeStateAfterIt() throws Exception {
        String first = submitted(user, subject, """
                "score": 3, "body": "secret words", "language": "en", "progress": {"consumed": 1, "total": 2}""");
        revise(user, first, 1, "\"score\": 3, \"body\": \"secret words\", \"language\": \"en\"");
        revise(user, first, 2, "\"score\": 3, \"body\": \"secret words\", \"language\": \"en\"");
        withdraw(user, first);
        withdraw(user, first);
        String second = submitted(user, subject, "\"score\": 8");

        List<ConsumerRecord<String, String>> records = log.of(subject, 4);
        assertThat(records)
                .extracting(record -> PublishedLog.header(record, "ce_type"))
                .containsExactly("review-submitted", "review-revised", "review-withdrawn", "review-submitted");
        assertThat(records)
                .extracting(record -> PublishedLog.header(record, "ce_subject"))
                .containsExactly(first, first, first, second);
        String submittedAt = get("/reviews/" + second).path("submittedAt");
        assertThat(EventCodec.JSON.readTree(records.get(3).value()))
                .isEqualTo(EventCodec.JSON.readTree("""
                {"reviewId": "%s", "subject": "%s", "author": "%s", "score": 8, "recommendation": "recommended",
                 "spoiler": false, "preliminary": false, "progress": null, "language": null, "hasBody": false,
                 "status": "public", "submittedAt": "%s", "version": 4}
                """.formatted(second, subject, user, submittedAt)));
        assertThat(data(records, 0).toString())
                .contains("\"progress\":{\"consumed\":1,\"total\":2}", "\"preliminary\":true", "\"hasBody\":true");
        assertThat(data(records, 1).get("version").intValue()).isEqualTo(2);
        assertThat(data(records, 2).get("status").textValue()).isEqualTo("withdrawn");
        assertThat(records).allSatisfy(record -> assertThat(record.value()).doesNotContain("secret"));
    }

    @Test
    void everyShapeOfAReviewIsPublishedAsPromised() {
        submitted(user, subject, "\"score\": 1");
        submitted(newUser(), subject, "\"score\": 10, \"headline\": \"Only this\", \"spoiler\": true");
        submitted(newUser(), subject, "\"score\": 5, \"progress\": {\"consumed\": 0}");
        submitted(newUser(), subject, "\"score\": 5, \"progress\": {\"consumed\": 2, \"total\": 2}");
        submitted(
                newUser(),
                subject,
                "\"score\": 5, \"body\": \"b\", \"language\": \"zh-Hant-TW\", \"preliminary\": true");
        submitted("zoë/ " + newUser(), subject, "\"score\": 7, \"recommendation\": \"not-recommended\"");
        assertThat(log.of(subject, 6)).hasSize(6);
    }

    @Test
    void whatModeratorsDoIsPublishedWithoutTheirReasons() throws Exception {
        String first = submitted(user, subject, "\"score\": 3, \"body\": \"b\"");
        hide(first);
        restore(first);
        eraseText(first, 1);
        hide(first);
        withdraw(user, first);
        String second = submitted(user, subject, "\"score\": 4");
        restore(second);
        List<ConsumerRecord<String, String>> records = log.of(subject, 8);
        assertThat(records)
                .extracting(record -> PublishedLog.header(record, "ce_type"))
                .containsExactly(
                        "review-submitted",
                        "review-hidden",
                        "review-restored",
                        "review-revised",
                        "review-hidden",
                        "review-withdrawn",
                        "review-submitted",
                        "review-restored");
        assertThat(records)
                .extracting(record ->
                        EventCodec.JSON.readTree(record.value()).get("status").textValue())
                .containsExactly("public", "hidden", "public", "public", "hidden", "withdrawn", "hidden", "public");
        assertThat(data(records, 2).get("hasBody").booleanValue()).isTrue();
        assertThat(data(records, 3).get("hasBody").booleanValue()).isFalse();
        assertThat(records).allSatisfy(record -> assertThat(record.value()).doesNotContain("rude", "the-moderator"));
    }

    @Test
    void everyRecordIsACloudEvent() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        String id = as(user).header("traceparent", trace)
                .body(review(subject, "\"score\": 3"))
                .post("/reviews")
                .path("id");
        ConsumerRecord<String, String> record = log.of(subject, 1).getFirst();
        assertThat(record.key()).isEqualTo(subject);
        assertThat(PublishedLog.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(PublishedLog.header(record, "ce_id")).isEqualTo(Review.stream(subject, user) + ":1");
        assertThat(PublishedLog.header(record, "ce_source")).isEqualTo("/review-service");
        assertThat(PublishedLog.header(record, "ce_subject")).isEqualTo(id);
        assertThat(PublishedLog.header(record, "ce_time"))
                .isEqualTo(get("/reviews/" + id).path("submittedAt"));
        assertThat(PublishedLog.header(record, "ce_streamversion")).isEqualTo("1");
        assertThat(PublishedLog.header(record, "ce_position")).matches("[1-9][0-9]*");
        assertThat(PublishedLog.header(record, "content-type")).isEqualTo("application/json");
        assertThat(PublishedLog.header(record, "traceparent")).isEqualTo(trace);
        get(PublishedLog.header(record, "ce_dataschema")).then().statusCode(200).contentType("application/json");
    }

    @Test
    void aTraceThatIsNoneIsNotPassedOn() {
        as(user).header("traceparent", "00-nonsense")
                .body(review(subject, "\"score\": 3"))
                .post("/reviews");
        assertThat(PublishedLog.header(log.of(subject, 1).getFirst(), "traceparent"))
                .isNull();
    }

    @Test
    void aRejectedCommandPublishesNothing() {
        submit(user, subject, "\"score\": 3");
        submit(user, subject, "\"score\": 4").then().statusCode(409);
        String id = get("/reviews?subject=" + subject).path("items[0].id");
        revise(user, id, 1, "\"score\": 5");
        assertThat(log.of(subject, 2))
                .extracting(record -> PublishedLog.header(record, "ce_streamversion"))
                .containsExactly("1", "2");
    }

    private static JsonNode data(List<ConsumerRecord<String, String>> records, int index) throws Exception {
        return EventCodec.JSON.readTree(records.get(index).value());
    }
}
