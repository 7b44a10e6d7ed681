package dev.starfold.reaction.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.starfold.eventstore.edge.Bodies;
import dev.starfold.reaction.http.InvalidRequest.FieldError;
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
            .build();

    private final JsonNode object;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    public static JsonFields of(byte[] body) {
        JsonNode root = parse(body);
        if (root == null) {
            throw new InvalidRequest("$", "a JSON object is required");
        }
        if (!root.isObject()) {
            throw new InvalidRequest("$", "must be a JSON object");
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
            throw new InvalidRequest("$", (twice ? "a field is given twice" : "not JSON") + where);
        } catch (IOException e) {
            throw new InvalidRequest("$", "not JSON in UTF-8");
        }
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

    public void require(String name) {
        if (object.path(name).isMissingNode() || object.path(name).isNull()) {
            error(name, "is required");
        }
    }

    public void error(String name, String message) {
        errors.add(new FieldError(name, message));
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
