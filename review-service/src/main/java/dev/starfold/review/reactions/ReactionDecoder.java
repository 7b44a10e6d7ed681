package dev.starfold.review.reactions;

import static dev.starfold.eventstore.projection.EventJson.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.starfold.eventstore.projection.EventJson;
import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.review.Reactions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a reaction event. Tolerant of what it doesn't know (fields, event types: the state decides), strict with what it
 * needs, since a record that passes here should not fail in the database.
 */
final class ReactionDecoder {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ReactionDecoder() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Data(
            @Nullable UUID reactionId,
            @Nullable UUID reviewId,
            @Nullable String user,
            @Nullable String kind,
            @Nullable Boolean active,
            int version) {}

    /**
     * The state that the record's value holds, since the time in its headers.
     *
     * @throws UnreadableRecord when it holds none; the message says why
     */
    static ReactionState decode(ConsumerRecord<byte[], byte[]> record) {
        var data = EventJson.read(record.value(), Data.class, "reaction");
        var kind = data.kind;
        require(data.version > 0, "version is not above zero");
        require(kind == null || Reactions.CATALOGUE.contains(kind), "kind is none of " + Reactions.CATALOGUE);
        boolean active = present(data.active, "active");
        require(!active || kind != null, "an active reaction needs a kind");
        require(storable(data.user), "user holds what no text column can");
        return new ReactionState(
                present(data.reactionId, "reactionId"),
                present(data.reviewId, "reviewId"),
                data.user,
                kind,
                active,
                data.version,
                time(record.headers()));
    }

    private static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw new UnreadableRecord(field + " is missing");
        }
        return value;
    }

    private static Instant time(Headers headers) {
        var header = headers.lastHeader("ce_time");
        if (header == null || header.value() == null) {
            throw new UnreadableRecord("the header ce_time is missing");
        }
        try {
            var time = OffsetDateTime.parse(new String(header.value(), UTF_8))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
            require(time.isAfter(EARLIEST) && time.isBefore(LATEST), "the header ce_time is out of range");
            return time;
        } catch (DateTimeParseException e) {
            throw new UnreadableRecord("the header ce_time is no RFC 3339 time", e);
        }
    }

    /** PostgreSQL refuses NUL in text; a lone surrogate has no UTF-8 form and would be stored as something else. */
    private static boolean storable(@Nullable String text) {
        return text == null || text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    }
}
