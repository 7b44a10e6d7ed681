package dev.starfold.review.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.starfold.eventstore.edge.Bodies;
import dev.starfold.review.http.InvalidRequest.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            // Numbers that nobody reads here are kept as they were written.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode object;
    private final String prefix;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private JsonFields(JsonNode object, String prefix, List<FieldError> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    public static JsonFields of(byte[] body) {
        JsonNode root = parse(body);
        if (root == null) {
            throw new InvalidRequest("$", "a JSON object is required");
        }
        if (!root.isObject()) {
            throw new InvalidRequest("$", "must be a JSON object");
        }
        return new JsonFields(root, "", new ArrayList<>());
    }

    /** {@code null} where there is nothing but white space. */
    private static @Nullable JsonNode parse(byte[] body) {
        try (JsonParser parser = JSON.createParser(Bodies.utf8(body))) {
            return JSON.readTree(parser);
        } catch (JsonProcessingException e) {
            boolean twice = e.getOriginalMessage().startsWith("Duplicate field");
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ", at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw new InvalidRequest("$", (twice ? "a field is given twice" : "not JSON") + where);
        } catch (IOException e) {
            throw new InvalidRequest("$", "not JSON in UTF-8");
        } catch (NumberFormatException e) {
            // Jackson's parser takes any exponent, but Java's numbers only those of 32 bits.
            throw new InvalidRequest("$", "a number has too large an exponent");
        }
    }

    public @Nullable Integer integer(String name, int min, int max) {
        JsonNode value = value(name, JsonNodeType.NUMBER, "must be a whole number");
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            error(name, "must be a whole number from %d to %d".formatted(min, max));
            return null;
        }
        return value.intValue();
    }

    public @Nullable Boolean bool(String name) {
        JsonNode value = value(name, JsonNodeType.BOOLEAN, "must be true or false");
        return value == null ? null : value.booleanValue();
    }

    /** {@code max} counts characters as people do: an emoji is one. */
    public @Nullable String text(String name, int max) {
        JsonNode value = value(name, JsonNodeType.STRING, "must be a text");
        if (value == null) {
            return null;
        }
        String text = value.textValue();
        if (!WellFormed.text(text)) {
            error(name, "must not contain NUL or half a surrogate pair");
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            error(name, "must have at most %d characters, not %d".formatted(max, length));
            return null;
        }
        return text;
    }

    public <T> @Nullable T oneOf(String name, Map<String, T> choices) {
        JsonNode value = value(name, JsonNodeType.STRING, "must be a text");
        if (value == null) {
            return null;
        }
        T chosen = choices.get(value.textValue());
        if (chosen == null) {
            error(name, "must be one of " + String.join(", ", choices.keySet()));
        }
        return chosen;
    }

    public @Nullable JsonFields object(String name) {
        JsonNode value = value(name, JsonNodeType.OBJECT, "must be an object");
        return value == null ? null : new JsonFields(value, prefix + name + ".", errors);
    }

    /** An object whose fields are its own affair. */
    public @Nullable JsonNode free(String name) {
        return value(name, JsonNodeType.OBJECT, "must be an object");
    }

    public void require(String name) {
        if (object.path(name).isMissingNode() || object.path(name).isNull()) {
            error(name, "is required");
        }
    }

    public void error(String name, String message) {
        errors.add(new FieldError(prefix + name, message));
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
            throw new InvalidRequest(errors);
        }
    }

    private @Nullable JsonNode value(String name, JsonNodeType type, String otherwise) {
        known.add(name);
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.getNodeType() != type) {
            error(name, otherwise);
            return null;
        }
        return value;
    }

    /** A client's own name, cut to what may safely stand in an answer. */
    static String printable(String name) {
        String head = name.length() > 64 ? name.substring(0, 64) + "…" : name;
        return head.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
