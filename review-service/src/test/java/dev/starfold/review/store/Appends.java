package dev.starfold.review.store;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.InlineProjection.Appended;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Content;
import dev.starfold.review.Recommendation;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an append does to the tables of reviews, without the log. */
public final class Appends {

    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");
    private static final Content CONTENT =
            new Content(3, Recommendation.NOT_RECOMMENDED, false, false, null, null, null, false);

    private Appends() {}

    /** One batch, in which each of the reviews is new. */
    public static Future<?> submit(Pool pool, List<UUID> reviews) {
        return commit(pool, reviews.stream().map(Appends::submission).toList());
    }

    /** One batch, in which each of the reviews is revised. */
    public static Future<?> revise(Pool pool, List<UUID> reviews) {
        return commit(pool, reviews.stream().map(Appends::revision).toList());
    }

    private static Future<?> commit(Pool pool, List<Appended<ReviewEvent, WrittenText>> batch) {
        return pool.withTransaction(
                connection -> new ReviewProjection(new EventLog<>(new EventCodec<>(ReviewEvent.class)))
                        .apply(connection, batch)
                        .mapEmpty());
    }

    private static Appended<ReviewEvent, WrittenText> submission(UUID review) {
        var submitted = recorded(review, 1, new ReviewSubmitted(review, "anime:53393", "ana", CONTENT, AT));
        return new Appended<>(List.of(submitted), List.of(submitted), WrittenText.NONE);
    }

    private static Appended<ReviewEvent, WrittenText> revision(UUID review) {
        var revised = recorded(review, 2, new ReviewRevised(CONTENT, AT));
        return new Appended<>(
                List.of(submission(review).history().getFirst(), revised), List.of(revised), WrittenText.NONE);
    }

    private static Recorded<ReviewEvent> recorded(UUID review, int version, ReviewEvent event) {
        return new Recorded<>(review, version, event, Metadata.of("ana", null));
    }
}
