package dev.starfold.eventstore.projection;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the value of an event's record: tolerant of fields it doesn't know, strict in what the known ones hold. */
public final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MAX_CAUSE = 500;

    private EventJson() {}

    /**
     * What the value holds, yet to be checked.
     *
     * @param what names it in the cause
     * @throws UnreadableRecord when it holds no such thing; the message says why
     */
    public static <S> S read(byte @Nullable [] value, Class<S> type, String what) {
        if (value == null || value.length == 0) {
            throw new UnreadableRecord("the record has no value");
        }
        try {
            S state = JSON.readValue(value, type);
            require(state != null, "null is no " + what);
            return state;
        } catch (JsonMappingException e) {
            throw new UnreadableRecord(
                    "not the JSON of a %s: %s: %s".formatted(what, field(e), shortened(e.getOriginalMessage())), e);
        } catch (IOException e) {
            throw new UnreadableRecord("not JSON: " + shortened(String.valueOf(e.getMessage())), e);
        }
    }

    /** @throws UnreadableRecord with the reason, unless it holds */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnreadableRecord(otherwise);
        }
    }

    /** The parser's own words, which may repeat all that a stranger wrote. */
    private static String shortened(String message) {
        return message.length() <= MAX_CAUSE ? message : message.substring(0, MAX_CAUSE) + "…";
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> String.valueOf(step.getFieldName()))
                .collect(Collectors.collectingAndThen(Collectors.joining("."), EventJson::shortened));
    }
}
