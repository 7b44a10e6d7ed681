package dev.starfold.eventstore.erasure;

import static dev.starfold.eventstore.projection.EventJson.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.starfold.eventstore.projection.EventJson;
import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.eventstore.tracing.Traceparent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A user asked to be erased: the data of a record on the topic {@code user-events}.
 *
 * @param erasureId names this erasure; the same user may be erased again, under another id
 * @param user whose data goes, 1 to 255 characters
 * @param at only what is not younger goes; in whole microseconds
 * @param traceparent the W3C trace of the call that asked for it; {@code null}: not known
 */
public record UserErased(
        UUID erasureId, String user, Instant at, @Nullable String traceparent) {

    /** The topic that tells of erasures, kept for 30 days. */
    public static final String TOPIC = "user-events";

    /** Its {@code ce_type}. */
    public static final String TYPE = "user-erased";

    private static final int MAX_USER = 255;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** One whose trace is not known. */
    public UserErased(UUID erasureId, String user, Instant at) {
        this(erasureId, user, at, null);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Data(
            @Nullable UUID erasureId,
            @Nullable String user,
            @Nullable Instant at) {}

    /**
     * What a record in CloudEvents' binary mode says.
     *
     * @throws UnreadableRecord when it is no such event; the message says why, and names no user
     */
    public static UserErased decode(ConsumerRecord<byte[], byte[]> record) {
        require(TYPE.equals(header(record, "ce_type")), "the header ce_type is not " + TYPE);
        Data data = EventJson.read(record.value(), Data.class, "erasure");
        if (data.erasureId == null || data.user == null || data.at == null) {
            throw new UnreadableRecord("erasureId, user or at is missing");
        }
        require(
                !data.user.isEmpty() && data.user.codePointCount(0, data.user.length()) <= MAX_USER,
                "user is not of 1 to 255 characters");
        require(
                data.user.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF)),
                "user holds what no text column can");
        require(data.at.isAfter(EARLIEST) && data.at.isBefore(LATEST), "at is out of range");
        return new UserErased(
                data.erasureId,
                data.user,
                data.at.truncatedTo(ChronoUnit.MICROS),
                Traceparent.wellFormed(header(record, "traceparent")));
    }

    /** The same erasure, as part of a trace. */
    public UserErased in(@Nullable String trace) {
        return new UserErased(erasureId, user, at, trace);
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
