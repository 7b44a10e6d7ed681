package dev.starfold.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.ReviewCommand.Expected;
import dev.starfold.review.ReviewEvent.ReviewErased;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import dev.starfold.review.ReviewEvent.UserErased;
import dev.starfold.review.TimeTravel.Moment;
import dev.starfold.review.publishing.PublicReview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every sequence of commands in one stream, whoever gives them and whether or not they are rejected. */
class ReviewPropertiesTest {

    private static final String SUBJECT = "anime:1";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * A command to be: which one, of which review so far, by whom, expecting the version this far off, with this score, by a
     * clock that is this far off.
     */
    record Step(Kind kind, int review, boolean byAuthor, int versionsOff, int score, int secondsOff) {}

    enum Kind {
        SUBMIT,
        IMPORT,
        REVISE,
        WITHDRAW,
        HIDE,
        RESTORE,
        ERASE_TEXT,
        ERASE
    }

    @Property
    void theStateIsTheFoldOfTheHistory(@ForAll("steps") List<Step> steps) {
        Run run = Run.of(steps);
        assertThat(run.state).isEqualTo(Review.fold(run.history));
        assertThat(run.state == null ? 0 : run.state.streamVersion()).isEqualTo(run.history.size());
    }

    @Property
    void timesNeverDecreaseWhateverTheClocksSay(@ForAll("steps") List<Step> steps) {
        assertThat(Run.of(steps).history).extracting(ReviewEvent::at).isSorted();
    }

    @Property
    void atMostOneReviewIsLiveAndEachHasItsOwnId(@ForAll("steps") List<Step> steps) {
        Set<UUID> live = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        for (ReviewEvent event : Run.of(steps).history) {
            switch (event) {
                case ReviewImported imported -> {
                    assertThat(ids).isEmpty();
                    assertThat(ids.add(imported.review())).isTrue();
                    live.add(imported.review());
                }
                case ReviewSubmitted submitted -> {
                    assertThat(ids.add(submitted.review())).isTrue();
                    live.add(submitted.review());
                }
                case ReviewWithdrawn _ -> live.clear();
                case ReviewErased erased -> live.remove(erased.review());
                case ReviewRevised _, ReviewHidden _, ReviewRestored _, ReviewTextErased _ ->
                    assertThat(live).hasSize(1);
                case UserErased _ -> throw new AssertionError();
            }
            assertThat(live).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Property
    void eachReviewIsErasedAtMostOnceAndOnlyOneThatIsOldEnough(@ForAll("steps") List<Step> steps) {
        Set<UUID> erased = new HashSet<>();
        Run run = Run.of(steps);
        for (ReviewEvent event : run.history) {
            if (event instanceof ReviewErased one) {
                assertThat(erased.add(one.review())).isTrue();
                assertThat(one.submittedAt()).isBeforeOrEqualTo(one.at());
            }
        }
        run.take(new ReviewCommand.Erase("ana", START.plusSeconds(1_000), START.plusSeconds(1_000)));
        assertThat(run.state == null || run.state.status() == Status.ERASED).isTrue();
        assertThat(run.state == null ? List.of() : run.state.kept()).isEmpty();
    }

    @Property
    void everyVersionHasOnePublicEventAndNoGap(@ForAll("steps") List<Step> steps) {
        List<ReviewEvent> history = Run.of(steps).history;
        UUID stream = Review.stream(SUBJECT, "ana");
        List<Recorded<ReviewEvent>> recorded = IntStream.range(0, history.size())
                .mapToObj(i -> new Recorded<>(stream, i + 1, history.get(i), Metadata.of("ana", null)))
                .toList();
        for (int version = 1; version <= recorded.size(); version++) {
            var event = PublicReview.event(recorded.subList(0, version));
            var data = (PublicReview) event.data();
            assertThat(data.version()).isEqualTo(version);
            assertThat(event.key()).isEqualTo(SUBJECT);
            assertThat(event.subject()).isEqualTo(data.reviewId().toString());
        }
    }

    @Property
    void aHiddenReviewBecomesPublicOnlyByBeingRestored(@ForAll("steps") List<Step> steps) {
        boolean hidden = false;
        Review state = null;
        for (ReviewEvent event : Run.of(steps).history) {
            state = Review.evolve(state, event);
            hidden = switch (event) {
                case ReviewHidden _ -> true;
                case ReviewRestored _ -> false;
                case ReviewImported imported -> imported.hidden();
                case ReviewSubmitted _, ReviewRevised _, ReviewWithdrawn _, ReviewTextErased _, ReviewErased _ ->
                    hidden;
                case UserErased _ -> throw new AssertionError();
            };
            assertThat(state.hidden()).isEqualTo(hidden);
            boolean gone = state.status() == Status.WITHDRAWN || state.status() == Status.ERASED;
            assertThat(state.status() == Status.PUBLIC).isEqualTo(!hidden && !gone);
        }
    }

    @Property
    void anErasedTextIsNotThereAndIsErasedOnce(@ForAll("steps") List<Step> steps) {
        Set<Integer> erased = new HashSet<>();
        Review state = null;
        for (ReviewEvent event : Run.of(steps).history) {
            state = Review.evolve(state, event);
            if (event instanceof ReviewTextErased(int text, var _)) {
                assertThat(erased.add(text)).isTrue();
            }
            assertThat(state.textErased()).isEqualTo(erased.contains(state.contentVersion()));
            assertThat(state.textErased() && state.content().hasBody()).isFalse();
        }
    }

    @Property
    void timeTravelShowsThePublicOnlyWhatWasPublic(@ForAll("steps") List<Step> steps) {
        List<ReviewEvent> history = Run.of(steps).history;
        for (int version = 0; version <= history.size() + 1; version++) {
            for (UUID review : Run.of(steps).reviews) {
                Review shown = TimeTravel.to(new Moment.Version(version), review, history, Viewer.PUBLIC);
                Review then = Review.fold(history.subList(0, Math.min(version, history.size())));
                boolean wasPublic = version <= history.size()
                        && then != null
                        && then.id().equals(review)
                        && then.status() == Status.PUBLIC;
                assertThat(shown).isEqualTo(wasPublic ? then : null);
            }
        }
    }

    @Property
    void aTimeAndTheVersionOfThatTimeShowTheSame(@ForAll("steps") List<Step> steps, @ForAll boolean moderator) {
        Run run = Run.of(steps);
        Viewer viewer = new Viewer("ben", moderator);
        for (int version = 1; version <= run.history.size(); version++) {
            Instant at = run.history.get(version - 1).at();
            if (version < run.history.size() && run.history.get(version).at().equals(at)) {
                // One erasure of several reviews, or clocks that differ.
                continue;
            }
            for (UUID review : run.reviews) {
                Review shown = TimeTravel.to(new Moment.Version(version), review, run.history, viewer);
                assertThat(TimeTravel.to(new Moment.At(at), review, run.history, viewer))
                        .isEqualTo(shown);
                assertThat(TimeTravel.to(new Moment.At(at.plusMillis(999)), review, run.history, viewer))
                        .isEqualTo(shown);
            }
        }
    }

    @Property
    void beforeItsSubmissionThereIsNoReview(@ForAll("steps") List<Step> steps) {
        Run run = Run.of(steps);
        Viewer moderator = new Viewer("ben", true);
        for (ReviewEvent event : run.history) {
            if (event instanceof ReviewSubmitted(var review, var _, var _, var _, var at)) {
                assertThat(TimeTravel.to(new Moment.At(at.minusNanos(1)), review, run.history, moderator))
                        .isNull();
            }
        }
    }

    @Property
    void anImportedReviewIsThereFromItsSubmissionOn(@ForAll("steps") List<Step> steps) {
        List<ReviewEvent> history = Run.of(steps).history;
        Viewer moderator = new Viewer("ben", true);
        if (!history.isEmpty() && history.getFirst() instanceof ReviewImported imported) {
            Review first = Review.fold(history.subList(0, 1));
            Instant submitted = imported.submittedAt();
            for (Instant at : List.of(submitted, submitted.plusSeconds(1))) {
                assertThat(TimeTravel.to(new Moment.At(at), imported.review(), history, moderator))
                        .isEqualTo(first);
            }
            assertThat(TimeTravel.to(new Moment.At(submitted.minusNanos(1)), imported.review(), history, moderator))
                    .isNull();
        }
    }

    @Property
    void whatWasImportedIsNeverImportedAgain(@ForAll("steps") List<Step> steps, @ForAll boolean timed) {
        Content content = new Content(7, Recommendation.RECOMMENDED, false, false, null, "en", "digest", true);
        Instant submitted = START.minusSeconds(1);
        var first = new ReviewCommand.Import(SUBJECT, "ana", "ops", content, "{\"votes\":3}", false, submitted, START);
        Run run = new Run();
        run.take(first);
        steps.stream().filter(step -> step.kind != Kind.ERASE).forEach(run::take);
        int before = run.history.size();
        run.take(new ReviewCommand.Import(
                SUBJECT,
                "ana",
                "ops",
                content,
                "{\"votes\":3}",
                false,
                timed ? submitted : null,
                START.plusSeconds(99)));
        assertThat(run.history).hasSize(before);
        assertThat(run.rejected).isFalse();
        run.take(new ReviewCommand.Import(SUBJECT, "ana", "ops", content, null, false, submitted, START));
        assertThat(run.history).hasSize(before);
        assertThat(run.rejected).isTrue();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(0, 0, 0, -1, 1),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.of(0, 0, 0, -7, 7))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    private static final class Run {
        private final List<ReviewEvent> history = new ArrayList<>();
        private final List<UUID> reviews = new ArrayList<>(List.of(new UUID(0, 0)));
        private Review state;
        private boolean rejected;

        static Run of(List<Step> steps) {
            Run run = new Run();
            steps.forEach(run::take);
            return run;
        }

        private void take(Step step) {
            take(command(step));
        }

        private void take(ReviewCommand command) {
            List<ReviewEvent> events;
            try {
                events = ReviewDecider.decide(state, command);
                rejected = false;
            } catch (Rejection rejection) {
                rejected = true;
                return;
            }
            for (ReviewEvent event : events) {
                state = Review.evolve(state, event);
                history.add(event);
                if (!reviews.contains(state.id())) {
                    reviews.add(state.id());
                }
            }
        }

        private int textOf(Step step) {
            return state == null ? 1 : Math.max(1, state.contentVersion() - Math.max(0, step.versionsOff));
        }

        private ReviewCommand command(Step step) {
            Instant at = START.plusSeconds(history.size() + step.secondsOff);
            String actor = step.byAuthor ? "ana" : "ben";
            UUID review = reviews.get(Math.max(0, reviews.size() - 1 - step.review));
            Expected expected = new Expected.OneOf(Set.of(history.size() + step.versionsOff));
            Content content =
                    new Content(step.score, Recommendation.of(step.score), false, false, null, null, "digest", true);
            return switch (step.kind) {
                // The stream is the author's: nobody else's submission comes to it.
                case SUBMIT -> new ReviewCommand.Submit(SUBJECT, "ana", content, at);
                case IMPORT ->
                    new ReviewCommand.Import(
                            SUBJECT, "ana", "ops", content, null, step.versionsOff > 0, at.minusSeconds(9), at);
                case REVISE -> new ReviewCommand.Revise(review, actor, expected, content, at);
                case WITHDRAW -> new ReviewCommand.Withdraw(review, actor, expected, at);
                case HIDE -> new ReviewCommand.Hide(review, "mod", expected, "rude", at);
                case RESTORE -> new ReviewCommand.Restore(review, "mod", expected, "not rude", at);
                case ERASE_TEXT -> new ReviewCommand.EraseText(review, "mod", textOf(step), at);
                case ERASE -> new ReviewCommand.Erase("ana", at.minusSeconds(step.review), at);
            };
        }
    }
}
