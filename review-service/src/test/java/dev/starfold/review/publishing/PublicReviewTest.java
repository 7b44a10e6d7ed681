package dev.starfold.review.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.eventstore.EventCodec;
import java.time.Instant;
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
                "review-restored"
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
    void anEventIsKeyedByItsSubjectAndTimedByWhatHappened() {
        var event = PublicReview.event(Histories.BY_NAME.get("review-withdrawn"));
        assertThat(event.key()).isEqualTo("anime:53393");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-04-03T09:32:00.123456Z"));
    }
}
