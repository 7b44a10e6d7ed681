package dev.starfold.eventstore.relay;

import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other services get to read of an event: its own record, apart from the stored one.
 *
 * @param topic where it goes: one of the relay's {@link PassingTopic}s; {@code null}: its own
 * @param type the CloudEvents type, such as {@code review-submitted}
 * @param subject the CloudEvents subject: the id of what the event is about
 * @param key the Kafka key: events of one key stay in order
 * @param time when it happened
 * @param dataSchema the URI reference of the data's versioned JSON schema
 * @param data written as JSON with {@link EventCodec#JSON}
 */
public record PublicEvent(
        @Nullable String topic, String type, String subject, String key, Instant time, String dataSchema, Object data) {

    /** An event for the relay's own topic. */
    public PublicEvent(String type, String subject, String key, Instant time, String dataSchema, Object data) {
        this(null, type, subject, key, time, dataSchema, data);
    }

    /** Makes the public event for the last event of a stream's history, {@code null} for what nobody is to read; pure. */
    @FunctionalInterface
    public interface Publisher<E> {
        @Nullable PublicEvent publish(List<Recorded<E>> history);
    }
}
