package dev.starfold.review.publishing;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Content;
import dev.starfold.review.Progress;
import dev.starfold.review.Recommendation;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewEvent;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Fixed histories, each ending in the event of its name. Their public events stand in {@code published/*.json}. */
final class Histories {

    private static final UUID STREAM = Review.stream("anime:53393", "ana");
    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");

    private static final ReviewSubmitted SUBMITTED = new ReviewSubmitted(
            Review.id(STREAM, 1),
            "anime:53393",
            "ana",
            new Content(3, Recommendation.NOT_RECOMMENDED, true, true, new Progress(5, 13), "pt-BR", "ab12", true),
            AT);
    private static final ReviewRevised REVISED = new ReviewRevised(
            new Content(6, Recommendation.MIXED_FEELINGS, false, false, new Progress(9, null), null, "cd34", true),
            AT.plusSeconds(60));
    private static final ReviewWithdrawn WITHDRAWN = new ReviewWithdrawn(AT.plusSeconds(120));
    private static final ReviewSubmitted RESUBMITTED = new ReviewSubmitted(
            Review.id(STREAM, 4),
            "anime:53393",
            "ana",
            new Content(9, Recommendation.RECOMMENDED, false, false, null, null, null, false),
            AT.plusSeconds(180));

    private static final ReviewHidden HIDDEN = new ReviewHidden("rude", AT.plusSeconds(120));
    private static final ReviewRestored RESTORED = new ReviewRestored("not so rude", AT.plusSeconds(180));
    private static final ReviewTextErased TEXT_ERASED = new ReviewTextErased(2, AT.plusSeconds(240));

    private static final ReviewImported IMPORTED = new ReviewImported(
            SUBMITTED.review(),
            "anime:53393",
            "ana",
            SUBMITTED.content(),
            "{\"helpful\":12}",
            true,
            Instant.parse("2019-04-03T09:30:00Z"),
            AT);

    private static final ReviewErased ERASED =
            new ReviewErased(SUBMITTED.review(), "anime:53393", false, SUBMITTED.at(), AT.plusSeconds(300));

    static final List<Recorded<ReviewEvent>> USER_ERASED =
            of(new UserErased(UUID.fromString("0f7d6a0e-52b4-4b55-9d3c-0d8a9c0f5a11"), "ana", AT));

    static final Map<String, List<Recorded<ReviewEvent>>> BY_NAME = Map.ofEntries(
            Map.entry("review-erased", of(SUBMITTED, REVISED, ERASED)),
            Map.entry("review-erased.before-another", of(SUBMITTED, REVISED, WITHDRAWN, RESUBMITTED, ERASED)),
            Map.entry("review-erased.sent-again", of(ERASED)),
            Map.entry("review-submitted", of(SUBMITTED)),
            Map.entry("review-submitted.imported", of(IMPORTED)),
            Map.entry("review-revised", of(SUBMITTED, REVISED)),
            Map.entry("review-withdrawn", of(SUBMITTED, REVISED, WITHDRAWN)),
            Map.entry("review-submitted.again", of(SUBMITTED, REVISED, WITHDRAWN, RESUBMITTED)),
            Map.entry("review-submitted.hidden", of(SUBMITTED, HIDDEN, WITHDRAWN, RESUBMITTED)),
            Map.entry("review-hidden", of(SUBMITTED, REVISED, HIDDEN)),
            Map.entry("review-restored", of(SUBMITTED, REVISED, HIDDEN, RESTORED)),
            Map.entry("review-revised.text-erased", of(SUBMITTED, REVISED, HIDDEN, RESTORED, TEXT_ERASED)));

    private Histories() {}

    private static List<Recorded<ReviewEvent>> of(ReviewEvent... events) {
        return IntStream.range(0, events.length)
                .mapToObj(i -> new Recorded<>(STREAM, i + 1, events[i], Metadata.of("ana", null)))
                .toList();
    }
}
