package dev.starfold.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.review.ReviewCommand.Expected.Unstated;
import dev.starfold.review.ReviewCommand.Import;
import dev.starfold.review.ReviewCommand.Restore;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportDeciderTest {

    private static final Instant THEN = Instant.parse("2026-04-03T09:30:00Z");
    private static final Instant NOW = Instant.parse("2026-04-04T10:00:00Z");
    private static final String SUBJECT = "anime:53393";
    private static final UUID STREAM = Review.stream(SUBJECT, "ana");
    private static final UUID FIRST = Review.id(STREAM, 1);
    private static final Content THREE = content(3);
    private static final Content EIGHT = content(8);

    private static final ReviewEvent IMPORTED =
            new ReviewImported(FIRST, SUBJECT, "ana", THREE, "{}", false, THEN, THEN);
    private static final ReviewEvent SUBMITTED = new ReviewSubmitted(FIRST, SUBJECT, "ana", THREE, THEN);
    private static final ReviewEvent WITHDRAWN = new ReviewWithdrawn(THEN);
    private static final ReviewEvent SUBMITTED_ANEW =
            new ReviewSubmitted(Review.id(STREAM, 3), SUBJECT, "ana", EIGHT, THEN);

    @Test
    void importingBeginsAReviewThatIsAsOldAsItWasThere() {
        given().when(take(THREE, "{}", THEN))
                .then(new ReviewImported(FIRST, SUBJECT, "ana", THREE, "{}", false, THEN, NOW));
        given().when(take(THREE, null, null))
                .then(new ReviewImported(FIRST, SUBJECT, "ana", THREE, null, false, NOW, NOW));
    }

    @Test
    void theSameImportAgainIsNoEventWhateverHappenedSince() {
        given(IMPORTED).when(take(THREE, "{}", THEN)).then();
        given(IMPORTED).when(take(THREE, "{}", null)).then();
        given(IMPORTED, new ReviewRevised(EIGHT, THEN))
                .when(take(THREE, "{}", THEN))
                .then();
        given(IMPORTED, WITHDRAWN).when(take(THREE, "{}", THEN)).then();
        given(IMPORTED, WITHDRAWN, SUBMITTED_ANEW).when(take(THREE, "{}", THEN)).then();
    }

    @Test
    void anythingElseIsNotImportedWhereTheAuthorHasReviewed() {
        given(IMPORTED).when(take(EIGHT, "{}", THEN)).rejects(Rejection.AlreadyReviewed.class);
        given(IMPORTED).when(take(THREE, null, THEN)).rejects(Rejection.AlreadyReviewed.class);
        given(IMPORTED).when(take(THREE, "{}", NOW)).rejects(Rejection.AlreadyReviewed.class);
        given(SUBMITTED).when(take(THREE, null, THEN)).rejects(Rejection.AlreadyReviewed.class);
        given(SUBMITTED, WITHDRAWN).when(take(THREE, null, THEN)).rejects(Rejection.AlreadyReviewed.class);
    }

    @Test
    void theSourceIsTheImportedReviewsAlone() {
        assertThat(Review.fold(List.of(IMPORTED, new ReviewRevised(EIGHT, THEN)))
                        .source())
                .isEqualTo("{}");
        assertThat(Review.fold(List.of(IMPORTED, WITHDRAWN, SUBMITTED_ANEW)).source())
                .isNull();
    }

    @Test
    void whatWasHiddenElsewhereIsHiddenHere() {
        Review review = Review.fold(List.of(new ReviewImported(FIRST, SUBJECT, "ana", THREE, null, true, THEN, NOW)));
        assertThat(review.status()).isEqualTo(Status.HIDDEN);
        assertThat(ReviewDecider.decide(review, new Restore(FIRST, "mod", new Unstated(), "not rude", NOW)))
                .containsExactly(new ReviewRestored("not rude", NOW));
    }

    private static Import take(Content content, String source, Instant submittedAt) {
        return new Import(SUBJECT, "ana", "ops", content, source, false, submittedAt, NOW);
    }

    private static Content content(int score) {
        return new Content(score, Recommendation.of(score), false, false, null, "en", null, false);
    }

    private static Specification given(ReviewEvent... history) {
        return new Specification(List.of(history), null);
    }

    private record Specification(List<ReviewEvent> history, ReviewCommand command) {
        Specification when(ReviewCommand given) {
            return new Specification(history, given);
        }

        void then(ReviewEvent... events) {
            assertThat(ReviewDecider.decide(Review.fold(history), command)).containsExactly(events);
        }

        void rejects(Class<? extends Rejection> rejection) {
            assertThatThrownBy(() -> ReviewDecider.decide(Review.fold(history), command))
                    .isInstanceOf(rejection);
        }
    }
}
