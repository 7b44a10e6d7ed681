package dev.starfold.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.review.ReviewEvent.ReviewErased;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import dev.starfold.review.ReviewEvent.UserErased;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The log is read for ever: what was written once must be read so, whatever becomes of the records. */
class StoredFormTest {

    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");

    private static final Content CONTENT =
            new Content(3, Recommendation.NOT_RECOMMENDED, true, false, new Progress(13, null), "pt-BR", "ab12", true);

    private static final String CONTENT_JSON = """
            {"score":3,"recommendation":"NOT_RECOMMENDED","spoiler":true,"preliminary":false,\
            "progress":{"consumed":13},"language":"pt-BR","textDigest":"ab12","hasBody":true}""";

    @Test
    void aSubmission() throws Exception {
        var event = new ReviewSubmitted(
                UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6"), "anime:1", "ana", CONTENT, AT);
        both(event, """
                {"review":"ffd4e2c0-3a7c-527f-aee4-77b9211630b6","subject":"anime:1","author":"ana",\
                "content":%s,"at":"2026-04-03T09:30:00.123456Z"}""".formatted(CONTENT_JSON));
    }

    @Test
    void anImport() throws Exception {
        UUID review = UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6");
        Instant then = Instant.parse("2019-04-03T09:30:00Z");
        both(new ReviewImported(review, "anime:1", "ana", CONTENT, "{\"a\":1.50}", true, then, AT), """
                {"review":"ffd4e2c0-3a7c-527f-aee4-77b9211630b6","subject":"anime:1","author":"ana",\
                "content":%s,"source":"{\\"a\\":1.50}","hidden":true,"submittedAt":"2019-04-03T09:30:00Z",\
                "at":"2026-04-03T09:30:00.123456Z"}""".formatted(
                        CONTENT_JSON));
    }

    @Test
    void aRevision() throws Exception {
        both(new ReviewRevised(CONTENT, AT), """
                {"content":%s,"at":"2026-04-03T09:30:00.123456Z"}""".formatted(CONTENT_JSON));
    }

    @Test
    void aWithdrawal() throws Exception {
        both(new ReviewWithdrawn(AT), "{\"at\":\"2026-04-03T09:30:00.123456Z\"}");
    }

    @Test
    void moderation() throws Exception {
        both(new ReviewHidden("rude", AT), "{\"reason\":\"rude\",\"at\":\"2026-04-03T09:30:00.123456Z\"}");
        both(new ReviewRestored("not rude", AT), "{\"reason\":\"not rude\",\"at\":\"2026-04-03T09:30:00.123456Z\"}");
        both(new ReviewTextErased(1, AT), "{\"text\":1,\"at\":\"2026-04-03T09:30:00.123456Z\"}");
    }

    @Test
    void erasures() throws Exception {
        UUID id = UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6");
        both(new ReviewErased(id, "anime:1", true, Instant.parse("2019-04-03T09:30:00Z"), AT), """
                {"review":"ffd4e2c0-3a7c-527f-aee4-77b9211630b6","subject":"anime:1","hidden":true,\
                "submittedAt":"2019-04-03T09:30:00Z","at":"2026-04-03T09:30:00.123456Z"}""");
        both(new UserErased(id, "ana", AT), """
                {"erasure":"ffd4e2c0-3a7c-527f-aee4-77b9211630b6","user":"ana","at":"2026-04-03T09:30:00.123456Z"}""");
        both(new UserErased(id, null, AT), """
                {"erasure":"ffd4e2c0-3a7c-527f-aee4-77b9211630b6","at":"2026-04-03T09:30:00.123456Z"}""");
    }

    @Test
    void theTypesAreTheRecordsNames() {
        var codec = new EventCodec<>(ReviewEvent.class);
        assertThat(codec.type(new ReviewWithdrawn(AT))).isEqualTo("review-withdrawn");
        assertThat(codec.type(new ReviewImported(new UUID(0, 0), "s:1", "ana", CONTENT, null, false, AT, AT)))
                .isEqualTo("review-imported");
        assertThat(codec.type(new ReviewHidden("rude", AT))).isEqualTo("review-hidden");
        assertThat(codec.type(new ReviewRestored("not rude", AT))).isEqualTo("review-restored");
        assertThat(codec.type(new ReviewTextErased(1, AT))).isEqualTo("review-text-erased");
        assertThat(codec.type(new ReviewRevised(CONTENT, AT))).isEqualTo("review-revised");
        assertThat(codec.type(new ReviewErased(new UUID(0, 0), "s:1", false, AT, AT)))
                .isEqualTo("review-erased");
        assertThat(codec.type(new UserErased(new UUID(0, 0), "ana", AT))).isEqualTo("user-erased");
    }

    @Test
    void theIdsOfStreamsAndReviewsNeverChange() {
        UUID stream = Review.stream("anime:53393", "ana");
        assertThat(stream).hasToString("33c4f180-2f0b-5eff-b204-a2607dd150c5");
        assertThat(Review.id(stream, 1)).hasToString("9043830e-ee21-521c-8ce2-168683ee95a8");
    }

    @Test
    void digestsOfTextsNeverChangeAndNeverMeet() {
        assertThat(Text.NONE.digest()).isNull();
        assertThat(new Text("a", "bc").digest()).isNotEqualTo(new Text("ab", "c").digest());
        assertThat(new Text("a", null).digest()).isNotEqualTo(new Text(null, "a").digest());
        assertThat(new Text("Hm", "Long — text").digest())
                .isEqualTo("91e276863f27f70d92bdd83c5c6f1ce15d20c2c278534eb63f8c0bda9b3eab06");
    }

    private static void both(ReviewEvent event, String json) throws Exception {
        assertThat(EventCodec.JSON.writeValueAsString(event)).isEqualTo(json);
        assertThat(EventCodec.JSON.readValue(json, event.getClass())).isEqualTo(event);
    }
}
