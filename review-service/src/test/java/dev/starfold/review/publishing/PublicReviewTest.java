package dev.starfold.review.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Content;
import dev.starfold.review.Progress;
import dev.starfold.review.Recommendation;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PublicReviewTest {

    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");
    private static final UUID STREAM = Review.stream("anime:1", "ana");

    @Test
    void anEventHoldsTheWholePublicStateWithExplicitNullsAndNoText() throws Exception {
        var content =
                new Content(6, Recommendation.MIXED_FEELINGS, false, true, new Progress(3, null), null, "ab12", true);
        var event = PublicReview.event(history(
                new ReviewSubmitted(Review.id(STREAM, 1), "anime:1", "ana", content, AT),
                new ReviewWithdrawn(AT.plusSeconds(1))));
        assertThat(event.type()).isEqualTo("review-withdrawn");
        assertThat(event.time()).isEqualTo(AT.plusSeconds(1));
        assertThat(EventCodec.JSON.writeValueAsString(event.data())).isEqualTo("""
                {"reviewId":"%s","subject":"anime:1","author":"ana","score":6,"recommendation":"mixed-feelings",\
                "spoiler":false,"preliminary":true,"progress":{"consumed":3,"total":null},"language":null,\
                "hasBody":true,"status":"withdrawn","submittedAt":"2026-04-03T09:30:00.123456Z","version":2}\
                """.formatted(Review.id(STREAM, 1)));
    }

    @Test
    void theSchemaRequiresExactlyTheFieldsOfTheRecord() throws Exception {
        JsonNode schema =
                EventCodec.JSON.readTree(PublicReview.class.getResource("/META-INF/resources" + PublicReview.SCHEMA));
        var fields = Arrays.stream(PublicReview.class.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        assertThat(StreamSupport.stream(schema.get("required").spliterator(), false)
                        .map(JsonNode::textValue))
                .containsExactlyElementsOf(fields);
        assertThat(schema.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields);
    }

    private static List<Recorded<ReviewEvent>> history(ReviewEvent first, ReviewEvent second) {
        return List.of(
                new Recorded<>(STREAM, 1, first, Metadata.of("ana", null)),
                new Recorded<>(STREAM, 2, second, Metadata.of("ana", null)));
    }
}
