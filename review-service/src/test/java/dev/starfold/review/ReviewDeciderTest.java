package dev.starfold.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.review.ReviewCommand.Erase;
import dev.starfold.review.ReviewCommand.EraseText;
import dev.starfold.review.ReviewCommand.Expected;
import dev.starfold.review.ReviewCommand.Expected.Any;
import dev.starfold.review.ReviewCommand.Expected.OneOf;
import dev.starfold.review.ReviewCommand.Expected.Unstated;
import dev.starfold.review.ReviewCommand.Hide;
import dev.starfold.review.ReviewCommand.Restore;
import dev.starfold.review.ReviewCommand.Revise;
import dev.starfold.review.ReviewCommand.Submit;
import dev.starfold.review.ReviewCommand.Withdraw;
import dev.starfold.review.ReviewEvent.ReviewErased;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewDeciderTest {

    private static final Instant THEN = Instant.parse("2026-04-03T09:30:00Z");
    private static final Instant NOW = Instant.parse("2026-04-04T10:00:00Z");
    private static final String SUBJECT = "anime:53393";
    private static final UUID STREAM = Review.stream(SUBJECT, "ana");
    private static final UUID FIRST = Review.id(STREAM, 1);
    private static final UUID SECOND = Review.id(STREAM, 3);
    private static final Content THREE = content(3);
    private static final Content EIGHT = content(8);

    private static final ReviewEvent SUBMITTED = new ReviewSubmitted(FIRST, SUBJECT, "ana", THREE, THEN);
    private static final ReviewEvent WORDY = new ReviewSubmitted(FIRST, SUBJECT, "ana", wordy(3), THEN);
    private static final ReviewEvent HIDDEN = new ReviewHidden("rude", THEN);
    private static final ReviewEvent WITHDRAWN = new ReviewWithdrawn(THEN);
    private static final ReviewEvent SUBMITTED_ANEW = new ReviewSubmitted(SECOND, SUBJECT, "ana", EIGHT, THEN);

    @Test
    void submittingBeginsAReview() {
        given().when(submit(THREE)).then(new ReviewSubmitted(FIRST, SUBJECT, "ana", THREE, NOW));
    }

    @Test
    void oneAuthorHasOneReviewOfASubject() {
        given(SUBMITTED).when(submit(EIGHT)).rejects(Rejection.AlreadyReviewed.class);
    }

    @Test
    void theReviewThatStandsInTheWayIsNamed() {
        assertThatThrownBy(() -> ReviewDecider.decide(Review.fold(List.of(SUBMITTED)), submit(EIGHT)))
                .extracting("review")
                .isEqualTo(FIRST);
    }

    @Test
    void submittingAfterAWithdrawalBeginsAnotherReview() {
        given(SUBMITTED, WITHDRAWN).when(submit(EIGHT)).then(new ReviewSubmitted(SECOND, SUBJECT, "ana", EIGHT, NOW));
    }

    @Test
    void aNewReviewHasNothingOfTheWithdrawnOneButThatTheVersionGoesOn() {
        Review review = Review.fold(List.of(SUBMITTED, new ReviewRevised(EIGHT, THEN), WITHDRAWN, SUBMITTED_ANEW));
        assertThat(review)
                .isEqualTo(new Review(
                        SECOND,
                        SUBJECT,
                        "ana",
                        EIGHT,
                        Status.PUBLIC,
                        4,
                        4,
                        4,
                        THEN,
                        null,
                        THEN,
                        false,
                        Set.of(),
                        null,
                        List.of(new Review.Begun(FIRST, THEN), new Review.Begun(SECOND, THEN))));
    }

    @Test
    void revisingReplacesTheContent() {
        given(SUBMITTED).when(revise("ana", FIRST, version(1), EIGHT)).then(new ReviewRevised(EIGHT, NOW));
    }

    @Test
    void theSameContentIsNoEvent() {
        given(SUBMITTED).when(revise("ana", FIRST, version(1), THREE)).then();
    }

    @Test
    void aRevisionMustSayWhichVersionItReplaces() {
        given(SUBMITTED).when(revise("ana", FIRST, new Unstated(), EIGHT)).rejects(Rejection.VersionRequired.class);
    }

    @Test
    void aRevisionOfAStaleVersionIsRejected() {
        given(SUBMITTED, new ReviewRevised(EIGHT, THEN))
                .when(revise("ana", FIRST, version(1), THREE))
                .rejects(Rejection.VersionChanged.class);
    }

    @Test
    void aRevisionMayReplaceWhateverIsThere() {
        given(SUBMITTED).when(revise("ana", FIRST, new Any(), EIGHT)).then(new ReviewRevised(EIGHT, NOW));
    }

    @Test
    void ownershipIsCheckedBeforeTheVersion() {
        given(SUBMITTED).when(revise("ben", FIRST, new Unstated(), EIGHT)).rejects(Rejection.NotYours.class);
        given(SUBMITTED).when(revise("ben", FIRST, version(9), EIGHT)).rejects(Rejection.NotYours.class);
        given(SUBMITTED).when(withdraw("ben", FIRST, version(9))).rejects(Rejection.NotYours.class);
    }

    @Test
    void aWithdrawnReviewIsGoneForEverybody() {
        given(SUBMITTED, WITHDRAWN)
                .when(revise("ana", FIRST, version(2), EIGHT))
                .rejects(Rejection.Withdrawn.class);
        given(SUBMITTED, WITHDRAWN)
                .when(revise("ben", FIRST, version(2), EIGHT))
                .rejects(Rejection.Withdrawn.class);
        given(SUBMITTED, WITHDRAWN).when(withdraw("ben", FIRST, new Unstated())).rejects(Rejection.Withdrawn.class);
    }

    @Test
    void theWithdrawnReviewIsNotRevisedThroughTheNewOne() {
        given(SUBMITTED, WITHDRAWN, SUBMITTED_ANEW)
                .when(revise("ana", FIRST, version(3), THREE))
                .rejects(Rejection.Withdrawn.class);
    }

    @Test
    void withdrawingIsFinal() {
        given(SUBMITTED).when(withdraw("ana", FIRST, new Unstated())).then(new ReviewWithdrawn(NOW));
    }

    @Test
    void withdrawingAgainChangesNothing() {
        given(SUBMITTED, WITHDRAWN).when(withdraw("ana", FIRST, version(1))).then();
        given(SUBMITTED, WITHDRAWN, SUBMITTED_ANEW)
                .when(withdraw("ana", FIRST, new Unstated()))
                .then();
    }

    @Test
    void aWithdrawalThatNamesAVersionIsForThatVersionOnly() {
        given(SUBMITTED).when(withdraw("ana", FIRST, version(1))).then(new ReviewWithdrawn(NOW));
        given(SUBMITTED).when(withdraw("ana", FIRST, version(2))).rejects(Rejection.VersionChanged.class);
    }

    @Test
    void hidingTakesAReviewOutOfSightOnce() {
        given(SUBMITTED).when(hide(FIRST, new Unstated())).then(new ReviewHidden("rude", NOW));
        given(SUBMITTED, HIDDEN).when(hide(FIRST, new Unstated())).then();
    }

    @Test
    void restoringBringsAHiddenReviewBackOnce() {
        given(SUBMITTED, HIDDEN).when(restore(FIRST, new Unstated())).then(new ReviewRestored("not rude", NOW));
        given(SUBMITTED).when(restore(FIRST, new Unstated())).then();
    }

    @Test
    void hidingAndRestoringMayNameAVersion() {
        given(SUBMITTED).when(hide(FIRST, version(1))).then(new ReviewHidden("rude", NOW));
        given(SUBMITTED).when(hide(FIRST, version(2))).rejects(Rejection.VersionChanged.class);
        given(SUBMITTED, HIDDEN).when(restore(FIRST, version(1))).rejects(Rejection.VersionChanged.class);
    }

    @Test
    void aHiddenReviewIsItsAuthorsToReviseAndWithdraw() {
        given(SUBMITTED, HIDDEN).when(revise("ana", FIRST, version(2), EIGHT)).then(new ReviewRevised(EIGHT, NOW));
        given(SUBMITTED, HIDDEN).when(withdraw("ana", FIRST, new Unstated())).then(new ReviewWithdrawn(NOW));
        given(SUBMITTED, HIDDEN).when(submit(EIGHT)).rejects(Rejection.AlreadyReviewed.class);
    }

    @Test
    void othersAreNotToldThatThereIsAHiddenReview() {
        given(SUBMITTED, HIDDEN).when(revise("ben", FIRST, new Any(), EIGHT)).rejects(Rejection.Unknown.class);
        given(SUBMITTED, HIDDEN).when(withdraw("ben", FIRST, new Any())).rejects(Rejection.Unknown.class);
    }

    @Test
    void whatIsSubmittedAfterAHiddenReviewWasWithdrawnIsHiddenToo() {
        Review review = Review.fold(List.of(
                SUBMITTED, HIDDEN, WITHDRAWN, new ReviewSubmitted(Review.id(STREAM, 4), SUBJECT, "ana", EIGHT, THEN)));
        assertThat(review.status()).isEqualTo(Status.HIDDEN);
        assertThat(ReviewDecider.decide(review, restore(review.id(), new Unstated())))
                .containsExactly(new ReviewRestored("not rude", NOW));
    }

    @Test
    void aWithdrawnReviewIsNotModerated() {
        given(SUBMITTED, HIDDEN, WITHDRAWN).when(restore(FIRST, new Unstated())).rejects(Rejection.Withdrawn.class);
        given(SUBMITTED, WITHDRAWN).when(hide(FIRST, new Unstated())).rejects(Rejection.Withdrawn.class);
        given(SUBMITTED, WITHDRAWN, SUBMITTED_ANEW).when(erase(FIRST, 1)).rejects(Rejection.Withdrawn.class);
    }

    @Test
    void aTextIsErasedOnce() {
        given(WORDY).when(erase(FIRST, 1)).then(new ReviewTextErased(1, NOW));
        given(WORDY, new ReviewTextErased(1, THEN)).when(erase(FIRST, 1)).then();
    }

    @Test
    void withoutItsTextAReviewIsABareRating() {
        Review review = Review.fold(List.of(WORDY, new ReviewTextErased(1, THEN)));
        assertThat(review.content()).isEqualTo(THREE);
        assertThat(review.textErased()).isTrue();
        assertThat(review.contentVersion()).isEqualTo(1);
        assertThat(review.version()).isEqualTo(2);
    }

    @Test
    void erasingAnEarlierTextLeavesTheCurrentOne() {
        Review review = Review.fold(List.of(WORDY, new ReviewRevised(wordy(8), THEN), new ReviewTextErased(1, THEN)));
        assertThat(review.content()).isEqualTo(wordy(8));
        assertThat(review.textErased()).isFalse();
    }

    @Test
    void anErasedTextMayBeWrittenAnew() {
        given(WORDY, new ReviewTextErased(1, THEN))
                .when(revise("ana", FIRST, version(2), wordy(3)))
                .then(new ReviewRevised(wordy(3), NOW));
        given(WORDY, new ReviewTextErased(1, THEN))
                .when(revise("ana", FIRST, version(2), THREE))
                .then();
    }

    @Test
    void anErasureIsOfEveryReviewOfTheStreamThatIsNotErased() {
        ReviewErased first = new ReviewErased(FIRST, SUBJECT, false, THEN, NOW);
        ReviewErased second = new ReviewErased(SECOND, SUBJECT, false, THEN, NOW);
        given().when(eraseAll(NOW)).then();
        given(SUBMITTED).when(eraseAll(NOW)).then(first);
        given(SUBMITTED, WITHDRAWN).when(eraseAll(NOW)).then(first);
        given(SUBMITTED, HIDDEN).when(eraseAll(NOW)).then(new ReviewErased(FIRST, SUBJECT, true, THEN, NOW));
        given(SUBMITTED, WITHDRAWN, SUBMITTED_ANEW).when(eraseAll(NOW)).then(first, second);
        given(SUBMITTED, WITHDRAWN, SUBMITTED_ANEW, first, second)
                .when(eraseAll(NOW))
                .then();
    }

    @Test
    void whatIsYoungerThanTheErasureStaysAndGoesOn() {
        ReviewEvent anew = new ReviewSubmitted(SECOND, SUBJECT, "ana", EIGHT, NOW);
        ReviewErased first = new ReviewErased(FIRST, SUBJECT, false, THEN, NOW);
        given(SUBMITTED, WITHDRAWN, anew).when(eraseAll(THEN)).then(first);
        Review review = Review.fold(List.of(SUBMITTED, WITHDRAWN, anew, first));
        assertThat(review.version()).isEqualTo(3);
        assertThat(review.streamVersion()).isEqualTo(4);
        assertThat(review.status()).isEqualTo(Status.PUBLIC);
        assertThat(review.content()).isEqualTo(EIGHT);
        given(SUBMITTED, WITHDRAWN, anew, first)
                .when(revise("ana", SECOND, version(3), THREE))
                .then(new ReviewRevised(THREE, NOW));
        given(SUBMITTED, WITHDRAWN, anew, first).when(erase(FIRST, 1)).rejects(Rejection.Erased.class);
        given(SUBMITTED, WITHDRAWN, anew, first)
                .when(withdraw("ana", FIRST, new Any()))
                .rejects(Rejection.Erased.class);
    }

    @Test
    void anErasedReviewIsGoneForGoodAndItsAuthorMayBeginAnew() {
        ReviewErased first = new ReviewErased(FIRST, SUBJECT, false, THEN, THEN);
        given(SUBMITTED, first).when(revise("ana", FIRST, new Any(), EIGHT)).rejects(Rejection.Erased.class);
        given(SUBMITTED, first).when(withdraw("ana", FIRST, new Any())).rejects(Rejection.Erased.class);
        given(SUBMITTED, first).when(hide(FIRST, new Any())).rejects(Rejection.Erased.class);
        given(SUBMITTED, WITHDRAWN, first)
                .when(submit(EIGHT))
                .then(new ReviewSubmitted(Review.id(STREAM, 4), SUBJECT, "ana", EIGHT, NOW));
    }

    @Test
    void beingErasedIsNoWayAroundBeingHidden() {
        ReviewErased first = new ReviewErased(FIRST, SUBJECT, true, THEN, THEN);
        Review review = Review.fold(List.of(SUBMITTED, HIDDEN, first, SUBMITTED_ANEW));
        assertThat(review.status()).isEqualTo(Status.HIDDEN);
    }

    @Test
    void whatWasErasedIsNotImportedAgain() {
        var imported = new ReviewImported(FIRST, SUBJECT, "ana", THREE, null, false, THEN, THEN);
        given(imported, new ReviewErased(FIRST, SUBJECT, false, THEN, THEN))
                .when(new ReviewCommand.Import(SUBJECT, "ana", "ops", THREE, null, false, THEN, NOW))
                .rejects(Rejection.AlreadyReviewed.class);
    }

    @Test
    void noEventIsOlderThanTheOneBeforeIt() {
        Instant ahead = NOW.plusMillis(3);
        ReviewEvent submitted = new ReviewSubmitted(FIRST, SUBJECT, "ana", wordy(3), ahead);
        given(submitted).when(revise("ana", FIRST, version(1), EIGHT)).then(new ReviewRevised(EIGHT, ahead));
        given(submitted).when(withdraw("ana", FIRST, version(1))).then(new ReviewWithdrawn(ahead));
        given(submitted).when(hide(FIRST, version(1))).then(new ReviewHidden("rude", ahead));
        given(submitted).when(erase(FIRST, 1)).then(new ReviewTextErased(1, ahead));
        given(submitted).when(eraseAll(ahead)).then(new ReviewErased(FIRST, SUBJECT, false, ahead, ahead));
        given(SUBMITTED, new ReviewHidden("rude", ahead))
                .when(restore(FIRST, version(2)))
                .then(new ReviewRestored("not rude", ahead));
        given(SUBMITTED, new ReviewWithdrawn(ahead))
                .when(submit(EIGHT))
                .then(new ReviewSubmitted(SECOND, SUBJECT, "ana", EIGHT, ahead));
    }

    @Test
    void anImportCountsFromWhenItWasTakenOver() {
        given(new ReviewImported(FIRST, SUBJECT, "ana", THREE, null, false, THEN, NOW.plusMillis(3)))
                .when(revise("ana", FIRST, version(1), EIGHT))
                .then(new ReviewRevised(EIGHT, NOW.plusMillis(3)));
    }

    private static Erase eraseAll(Instant until) {
        return new Erase("ana", until, NOW);
    }

    private static Hide hide(UUID review, Expected expected) {
        return new Hide(review, "mod", expected, "rude", NOW);
    }

    private static Restore restore(UUID review, Expected expected) {
        return new Restore(review, "mod", expected, "not rude", NOW);
    }

    private static EraseText erase(UUID review, int text) {
        return new EraseText(review, "mod", text, NOW);
    }

    private static Submit submit(Content content) {
        return new Submit(SUBJECT, "ana", content, NOW);
    }

    private static Revise revise(String actor, UUID review, Expected expected, Content content) {
        return new Revise(review, actor, expected, content, NOW);
    }

    private static Withdraw withdraw(String actor, UUID review, Expected expected) {
        return new Withdraw(review, actor, expected, NOW);
    }

    private static Expected version(int version) {
        return new OneOf(Set.of(version));
    }

    private static Content content(int score) {
        return new Content(score, Recommendation.of(score), false, false, null, "en", null, false);
    }

    private static Content wordy(int score) {
        return new Content(score, Recommendation.of(score), false, false, null, "en", "ab12", true);
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
