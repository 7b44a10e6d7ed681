package dev.starfold.review.publishing;

import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.relay.PassingTopic;
import dev.starfold.eventstore.relay.PublicEvent;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.ReviewEvent.UserErased;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of the event that tells other services to erase a user.
 *
 * @param at what is younger is to stay
 */
public record PublicErasure(UUID erasureId, String user, Instant at) {

    /** The only record of this service that names a user and is to be forgotten. */
    public static final PassingTopic TOPIC = new PassingTopic("user-events", Duration.ofDays(30));

    /** Its name, also as a stored event. */
    public static final String TYPE = "user-erased";

    /** Where the JSON schema of this record is served. */
    public static final String SCHEMA = "/schemas/user-event.v1.json";

    /** The public event for the last event of any stream's history; {@code null} for what is to be forgotten by now. */
    public static @Nullable PublicEvent eventOrNothing(List<Recorded<ReviewEvent>> history) {
        return history.getLast().event() instanceof UserErased erased ? event(erased) : PublicReview.event(history);
    }

    private static @Nullable PublicEvent event(UserErased erased) {
        if (erased.user() == null) {
            return null;
        }
        String id = erased.erasure().toString();
        PublicErasure data = new PublicErasure(erased.erasure(), erased.user(), erased.at());
        return new PublicEvent(TOPIC.name(), TYPE, id, id, erased.at(), SCHEMA, data);
    }
}
