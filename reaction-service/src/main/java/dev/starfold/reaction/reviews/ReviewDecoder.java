package dev.starfold.reaction.reviews;

import static dev.starfold.eventstore.projection.EventJson.require;

import dev.starfold.eventstore.projection.EventJson;
import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.reaction.KnownReview.Status;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the value of a review event. Tolerant of what it doesn't know (fields, event types: the state decides), strict
 * with what it needs, since a record that passes here should not fail in the database.
 */
final class ReviewDecoder {

    private static final Pattern SUBJECT = Pattern.compile("[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._~-]{1,96}");
    private static final Set<String> STATUSES =
            Arrays.stream(Status.values()).map(Status::slug).collect(Collectors.toSet());

    private ReviewDecoder() {}

    /**
     * The state that the record's value holds.
     *
     * @throws UnreadableRecord when it holds none; the message says why
     */
    static ReviewState decode(byte @Nullable [] value) {
        var state = EventJson.read(value, ReviewState.class, "review");
        require(state.reviewId() != null, "reviewId is missing");
        require(state.subject() != null && SUBJECT.matcher(state.subject()).matches(), "subject is not type:id");
        require(state.version() > 0, "version is not above zero");
        require(STATUSES.contains(String.valueOf(state.status())), "status is none of " + STATUSES);
        require(!state.status().equals("public") || state.author() != null, "a public review needs an author");
        require(storable(state.author()), "author holds what no text column can");
        return state;
    }

    /** PostgreSQL refuses NUL in text; a lone surrogate has no UTF-8 form and would be stored as something else. */
    private static boolean storable(@Nullable String text) {
        return text == null || text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    }
}
