package dev.starfold.rating.projection;

import static dev.starfold.eventstore.projection.EventJson.require;

import dev.starfold.eventstore.projection.EventJson;
import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.rating.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the value of a review event. Tolerant of what it doesn't know (fields, event types: the state decides), strict
 * with what it needs, since a record that passes here should not fail in the database.
 */
final class ReviewDecoder {

    private static final Set<String> STATUSES = Set.of("public", "hidden", "withdrawn", "erased");
    private static final List<String> RECOMMENDATIONS = List.of("recommended", "mixed-feelings", "not-recommended");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ReviewDecoder() {}

    /**
     * The state that the record's value holds.
     *
     * @throws UnreadableRecord when it holds none; the message says why
     */
    static ReviewState decode(byte @Nullable [] value) {
        var state = EventJson.read(value, ReviewState.class, "review");
        require(state.reviewId() != null, "reviewId is missing");
        require(state.subject() != null && Subject.isWellFormed(state.subject()), "subject is not type:id");
        require(state.version() > 0, "version is not above zero");
        require(STATUSES.contains(String.valueOf(state.status())), "status is none of " + STATUSES);
        require(state.score() == null || (state.score() >= 1 && state.score() <= 10), "score is not within 1 to 10");
        require(
                state.recommendation() == null || RECOMMENDATIONS.contains(state.recommendation()),
                "recommendation is none of " + RECOMMENDATIONS);
        require(
                !state.status().equals("public") || (state.score() != null && state.recommendation() != null),
                "a public review needs score and recommendation");
        require(storable(state.author()), "author holds what no text column can");
        require(storable(state.language()), "language holds what no text column can");
        var submittedAt = state.submittedAt();
        require(
                submittedAt == null || (!submittedAt.isBefore(EARLIEST) && submittedAt.isBefore(LATEST)),
                "submittedAt is out of range");
        return state;
    }

    /** PostgreSQL refuses NUL in text; a lone surrogate has no UTF-8 form and would be stored as something else. */
    private static boolean storable(@Nullable String text) {
        return text == null || text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    }
}
