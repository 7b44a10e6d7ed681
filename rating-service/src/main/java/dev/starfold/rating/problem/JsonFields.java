package dev.starfold.rating.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.starfold.eventstore.edge.Bodies;
import dev.starfold.rating.problem.Problems.Violation;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read field by field. Strict: types are never converted, and a field nobody asked for is an
 * error. Faults are gathered, so that a client hears of all at once; {@code null} stands for "absent" and "faulty" alike
 * until {@link #check} has thrown.
 */
public final class JsonFields {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])(:[0-9]{2}){2}([.][0-9]{1,9})?(Z|[+]00:00)");

    private final JsonNode object;
    private final List<Violation> errors = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    public static JsonFields of(byte[] body) {
        JsonNode root = parse(body);
        if (root == null) {
            throw Problems.invalid("$", "a JSON object is required");
        }
        if (!root.isObject()) {
            throw Problems.invalid("$", "must be a JSON object");
        }
        return new JsonFields(root);
    }

    /** {@code null} where there is nothing but white space. */
    private static @Nullable JsonNode parse(byte[] body) {
        try (JsonParser parser = JSON.createParser(Bodies.utf8(body))) {
            return JSON.readTree(parser);
        } catch (JsonProcessingException e) {
            boolean twice = e.getOriginalMessage().startsWith("Duplicate field");
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ", at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw Problems.invalid("$", (twice ? "a field is given twice" : "not JSON") + where);
        } catch (IOException e) {
            throw Problems.invalid("$", "not JSON in UTF-8");
        }
    }

    /** At least one character, and {@code max} at most, counted as people do: an emoji is one. */
    public @Nullable String text(String name, int max) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (!WellFormed.text(text)) {
            error(name, "must not contain NUL or half a surrogate pair");
        } else if (length < 1 || length > max) {
            error(name, "must have 1 to %d characters, not %d".formatted(max, length));
        } else {
            return text;
        }
        return null;
    }

    /** A point in time, in UTC, to the microsecond: as fine as PostgreSQL keeps it. */
    public @Nullable Instant instant(String name) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        try {
            if (INSTANT.matcher(text).matches()) {
                return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        error(name, "must be an instant in UTC, such as 2026-04-03T09:30:00Z");
        return null;
    }

    /** Whether the field is there, faulty or not. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public void require(String name) {
        if (!has(name)) {
            error(name, "is required");
        }
    }

    public void error(String name, String message) {
        errors.add(new Violation(name, message));
    }

    /** To be called when all fields have been asked for. */
    public void rejectUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                error(printable(name), "is not a known field");
            }
        });
    }

    public void check() {
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    private @Nullable String string(String name) {
        known.add(name);
        if (!has(name)) {
            return null;
        }
        JsonNode value = object.get(name);
        if (!value.isTextual()) {
            error(name, "must be a text");
            return null;
        }
        return value.textValue();
    }

    /** A client's own name, cut to what may safely stand in an answer. */
    static String printable(String name) {
        String head = name.length() > 64 ? name.substring(0, 64) + "…" : name;
        return head.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
