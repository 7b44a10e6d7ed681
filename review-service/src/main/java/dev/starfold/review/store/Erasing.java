package dev.starfold.review.store;

import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.InlineProjection.Appended;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
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
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the erasures of a batch take away, in the append's own transaction: so a review is erased in the log, in the tables and
 * in what is published of it, or not at all, wherever an erasure is cut off.
 */
final class Erasing {

    private static final String TEXTS = """
            delete from review_text t using unnest($1::uuid[]) as erased(id) where t.review_id = erased.id
            """;

    /** Others' reports of it, and the keys that they were made with. */
    private static final String REPORTS = """
            with gone as (
                delete from report r using unnest($1::uuid[]) as erased(id) where r.review_id = erased.id returning r.id
            )
            delete from idempotency i using gone where i.stream_id = gone.id
            """;

    private static final String KEYS = """
            delete from idempotency i using unnest($1::uuid[], $2::int[]) as erased(stream_id, version)
            where i.stream_id = erased.stream_id and i.version = erased.version
            """;

    private static final String ANNOUNCED = """
            delete from pending_erasure p using unnest($1::uuid[]) as announced(id) where p.id = announced.id
            """;

    private final EventLog<ReviewEvent> log;
    private final Map<UUID, ReviewTable.Row> reviews = new LinkedHashMap<>();
    private final List<Recorded<ReviewEvent>> blanked = new ArrayList<>();
    private final List<UUID> announced = new ArrayList<>();

    Erasing(EventLog<ReviewEvent> log) {
        this.log = log;
    }

    /** Notes what is erased by it, and gives what is left of each such review. */
    Map<UUID, ReviewTable.Row> add(Appended<ReviewEvent, ?> appended) {
        Map<UUID, ReviewTable.Row> erased = new LinkedHashMap<>();
        for (Recorded<ReviewEvent> recorded : appended.events()) {
            switch (recorded.event()) {
                case ReviewErased event ->
                    erased.put(
                            event.review(),
                            new ReviewTable.Row(recorded.stream(), Review.erased(event, recorded.version())));
                case UserErased event -> announced.add(event.erasure());
                case ReviewSubmitted _,
                        ReviewImported _,
                        ReviewRevised _,
                        ReviewWithdrawn _,
                        ReviewHidden _,
                        ReviewRestored _,
                        ReviewTextErased _ -> {}
            }
        }
        if (!erased.isEmpty()) {
            reviews.putAll(erased);
            blank(appended.history(), erased);
        }
        return erased;
    }

    /**
     * In the place of all that happened to the reviews stands that they were erased, each with its own version and time, and
     * whether the review was hidden then. The command's id stays: by it a repeated attempt knows what it has done.
     */
    private void blank(List<Recorded<ReviewEvent>> history, Map<UUID, ReviewTable.Row> erased) {
        Review state = null;
        for (Recorded<ReviewEvent> recorded : history) {
            ReviewEvent event = recorded.event();
            state = Review.evolve(state, event);
            if (erased.containsKey(state.id()) && !(event instanceof ReviewErased)) {
                ReviewErased rest =
                        new ReviewErased(state.id(), state.subject(), state.hidden(), state.submittedAt(), event.at());
                Metadata metadata = new Metadata(recorded.metadata().command(), null, null);
                blanked.add(new Recorded<>(recorded.stream(), recorded.version(), rest, metadata));
            }
        }
    }

    /** Behind all other statements of the batch, which may have written what is to go. */
    List<Future<?>> write(SqlConnection connection) {
        List<Future<?>> written = new ArrayList<>();
        if (!reviews.isEmpty()) {
            Tuple ids = Tuple.tuple().addArrayOfUUID(reviews.keySet().toArray(UUID[]::new));
            written.add(log.rewrite(connection, blanked));
            written.add(connection.preparedQuery(TEXTS).execute(ids));
            written.add(connection.preparedQuery(REPORTS).execute(ids));
            written.add(connection
                    .preparedQuery(KEYS)
                    .execute(Tuple.tuple()
                            .addArrayOfUUID(
                                    blanked.stream().map(Recorded::stream).toArray(UUID[]::new))
                            .addArrayOfInteger(
                                    blanked.stream().map(Recorded::version).toArray(Integer[]::new))));
        }
        if (!announced.isEmpty()) {
            written.add(connection
                    .preparedQuery(ANNOUNCED)
                    .execute(Tuple.tuple().addArrayOfUUID(announced.toArray(UUID[]::new))));
        }
        return written;
    }
}
