package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.exclude;
import static dev.starfold.rating.exclusions.Api.excluded;
import static dev.starfold.rating.exclusions.Api.moderator;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static dev.starfold.rating.exclusions.Api.read;
import static dev.starfold.rating.exclusions.Api.remove;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class PublishedEventsTest {

    private final PublishedLog log = new PublishedLog();
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
    void everyStepIsPublishedWithTheWholeStateAfterIt() {
        String id = excluded(subject, ONE_DAY);
        remove(subject, id).then().statusCode(204);
        remove(subject, id).then().statusCode(204);
        String author = excluded(subject, "{\"author\": \"zoë/ 👍\", \"reason\": \"—\"}");
        var records = log.of(subject, 3);
        assertThat(records)
                .extracting(record -> PublishedLog.header(record, "ce_type"))
                .containsExactly("rating-exclusion-added", "rating-exclusion-removed", "rating-exclusion-added");
        assertThat(records)
                .extracting(record -> PublishedLog.header(record, "ce_id"))
                .containsExactly(id + ":1", id + ":2", author + ":1");
        assertThat(Contract.json(records.get(0).value())).isEqualTo(Contract.json("""
                {"exclusionId": "%s", "subject": "%s", "from": "2026-04-03T00:00:00Z", "to": "2026-04-04T00:00:00Z",
                 "author": null, "reason": "A raid", "active": true, "version": 1}""".formatted(id, subject)));
        assertThat(Contract.json(records.get(1).value())).isEqualTo(Contract.json("""
                {"exclusionId": "%s", "subject": "%s", "from": "2026-04-03T00:00:00Z", "to": "2026-04-04T00:00:00Z",
                 "author": null, "reason": "A raid", "active": false, "version": 2}""".formatted(id, subject)));
        assertThat(Contract.json(records.get(2).value())).isEqualTo(Contract.json("""
                {"exclusionId": "%s", "subject": "%s", "from": null, "to": null,
                 "author": "zoë/ 👍", "reason": "—", "active": true, "version": 1}""".formatted(author, subject)));
    }

    @Test
    void everyRecordIsACloudEvent() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        String id = moderator()
                .header("traceparent", trace)
                .body(ONE_DAY)
                .post("/ratings/{subject}/exclusions", subject)
                .path("id");
        var record = log.of(subject, 1).getFirst();
        assertThat(record.key()).isEqualTo(subject);
        assertThat(PublishedLog.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(PublishedLog.header(record, "ce_source")).isEqualTo("/rating-service");
        assertThat(PublishedLog.header(record, "ce_subject")).isEqualTo(id);
        assertThat(PublishedLog.header(record, "ce_time"))
                .isEqualTo(read(subject, id).path("at"));
        assertThat(PublishedLog.header(record, "ce_streamversion")).isEqualTo("1");
        assertThat(PublishedLog.header(record, "ce_position")).matches("[1-9][0-9]*");
        assertThat(PublishedLog.header(record, "content-type")).isEqualTo("application/json");
        assertThat(PublishedLog.header(record, "traceparent")).isEqualTo(trace);
        get(PublishedLog.header(record, "ce_dataschema")).then().statusCode(200).contentType("application/json");
    }

    @Test
    void whatIsRefusedPublishesNothing() {
        exclude(subject, "{}").then().statusCode(400);
        String id = excluded(subject, ONE_DAY);
        remove(newSubject(), id).then().statusCode(404);
        remove(subject, id).then().statusCode(204);
        assertThat(log.of(subject, 2))
                .extracting(record -> PublishedLog.header(record, "ce_streamversion"))
                .containsExactly("1", "2");
    }
}
