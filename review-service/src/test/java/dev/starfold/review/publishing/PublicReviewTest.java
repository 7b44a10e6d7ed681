package dev.starfold.review.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.ReviewEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicReviewTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "review-submitted",
                "review-submitted.again",
                "review-submitted.hidden",
                "review-submitted.imported",
                "review-revised",
                "review-revised.text-erased",
                "review-withdrawn",
                "review-hidden",
                "review-restored",
                "review-erased",
                "review-erased.before-another",
                "review-erased.sent-again"
            })
    void theSameHistoryIsPublishedInTheSameWordsForEver(String name) {
        var event = PublicReview.event(Histories.BY_NAME.get(name));
        JsonNode golden = Contract.read("/published/" + name + ".json", EventCodec.JSON);
        assertThat(EventCodec.JSON.<JsonNode>valueToTree(event.data())).isEqualTo(golden);
        assertThat(event.type()).isEqualTo(name.replaceFirst("\\..*", ""));
        assertThat(event.subject()).isEqualTo(golden.get("reviewId").textValue());
        assertThat(event.dataSchema()).isEqualTo("/schemas/review-event.v1.json");
        assertThat(Contract.faults(event.type(), golden)).isEmpty();
    }

    @Test
    void anErasureGoesToItsOwnTopicInTheSameWordsForEver() {
        var event = PublicErasure.eventOrNothing(Histories.USER_ERASED);
        JsonNode golden = Contract.read("/published/user-erased.json", EventCodec.JSON);
        assertThat(EventCodec.JSON.<JsonNode>valueToTree(event.data())).isEqualTo(golden);
        assertThat(event.topic()).isEqualTo("user-events");
        assertThat(event.type()).isEqualTo("user-erased");
        assertThat(event.key()).isEqualTo(event.subject()).isEqualTo("0f7d6a0e-52b4-4b55-9d3c-0d8a9c0f5a11");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-04-03T09:30:00.123456Z"));
        assertThat(event.dataSchema()).isEqualTo("/schemas/user-event.v1.json");
        assertThat(Contract.faults(event.type(), golden)).isEmpty();
    }

    @Test
    void ofAnErasureThatIsToBeForgottenNothingIsPublished() {
        var forgotten = new ReviewEvent.UserErased(UUID.randomUUID(), null, Instant.EPOCH);
        assertThat(PublicErasure.eventOrNothing(
                        List.of(new Recorded<>(UUID.randomUUID(), 1, forgotten, Metadata.of(null, null)))))
                .isNull();
    }

    @Test
    void anEventIsKeyedByItsSubjectAndTimedByWhatHappened() {
        var event = PublicReview.event(Histories.BY_NAME.get("review-withdrawn"));
        assertThat(event.key()).isEqualTo("anime:53393");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-04-03T09:32:00.123456Z"));
    }
}
