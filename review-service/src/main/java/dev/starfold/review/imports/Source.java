package dev.starfold.review.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.starfold.review.http.JsonFields;
import dev.starfold.review.http.WellFormed;
import org.jspecify.annotations.Nullable;

/** The figures that an imported review brings from where it was: any JSON object, within bounds. */
final class Source {

    private static final int MAX_CHARACTERS = 4_096;
    private static final int MAX_LEVELS = 8;
    private static final String NAME = "source";

    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private Source() {}

    /** The object in the form that is kept and compared: keys sorted, no white space. */
    static @Nullable String read(JsonFields fields) {
        JsonNode object = fields.free(NAME);
        if (object == null) {
            return null;
        }
        if (isDeeper(object, MAX_LEVELS)) {
            fields.error(NAME, "must have at most %d levels".formatted(MAX_LEVELS));
            return null;
        }
        if (!isWellFormed(object)) {
            fields.error(NAME, "must not contain NUL or half a surrogate pair");
            return null;
        }
        String json = canonical(object);
        int length = json.codePointCount(0, json.length());
        if (length > MAX_CHARACTERS) {
            fields.error(NAME, "must have at most %d characters of JSON, not %d".formatted(MAX_CHARACTERS, length));
            return null;
        }
        return json;
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        if (!node.isContainerNode()) {
            return false;
        }
        return levels == 0 || node.valueStream().anyMatch(child -> isDeeper(child, levels - 1));
    }

    private static boolean isWellFormed(JsonNode node) {
        return (!node.isTextual() || WellFormed.text(node.textValue()))
                && node.propertyStream().allMatch(property -> WellFormed.text(property.getKey()))
                && node.valueStream().allMatch(Source::isWellFormed);
    }

    private static String canonical(JsonNode object) {
        try {
            return CANONICAL.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON cannot be written", e);
        }
    }
}
