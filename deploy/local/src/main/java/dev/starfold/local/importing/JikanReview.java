package dev.starfold.local.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A review as Jikan v4 gives it, converted to a line of Starfold's. What a field may hold at all is for the service to say. */
final class JikanReview {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REACTIONS =
            List.of("overall", "nice", "love_it", "funny", "confusing", "informative", "well_written", "creative");
    private static final Map<String, String> RECOMMENDATIONS = Map.of(
            "Recommended", "recommended",
            "Mixed Feelings", "mixed-feelings",
            "Not Recommended", "not-recommended");

    private JikanReview() {}

    /** What can't be converted: Jikan's field, and what is wrong with it. */
    static final class MalformedException extends Exception {
        private final String field;

        MalformedException(String field, String message) {
            super(message, null, false, false);
            this.field = field;
        }

        String field() {
            return field;
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /**
     * JSON in UTF-8 without a line end.
     *
     * @param subject taken where the review names no entry
     */
    static byte[] line(JsonNode review, @Nullable String subject) throws MalformedException {
        ObjectNode line = JSON.createObjectNode();
        line.put("subject", subject(review, subject));
        line.put("author", author(review));
        line.put("score", score(review));
        List<String> tags = tags(review);
        tags.stream()
                .filter(RECOMMENDATIONS::containsKey)
                .findFirst()
                .ifPresent(tag -> line.put("recommendation", RECOMMENDATIONS.get(tag)));
        String body = text(review, "review");
        if (body != null && !body.isBlank()) {
            line.put("body", body.replace("\r\n", "\n").replace('\r', '\n'));
        }
        line.put("spoiler", review.path("is_spoiler").asBoolean() || tags.contains("Spoiler"));
        line.put("preliminary", review.path("is_preliminary").asBoolean() || tags.contains("Preliminary"));
        progress(review, line);
        submittedAt(review, line);
        source(review, line.putObject("source"));
        try {
            return JSON.writeValueAsBytes(line);
        } catch (JsonProcessingException e) {
            throw new MalformedException("$", "holds half a surrogate pair");
        }
    }

    private static String subject(JsonNode review, @Nullable String otherwise) throws MalformedException {
        JsonNode id = review.path("entry").path("mal_id");
        String type = review.path("type").asText("");
        if (id.isIntegralNumber() && (type.equals("anime") || type.equals("manga"))) {
            return type + ":" + id.asText();
        }
        if (otherwise == null) {
            throw id.isIntegralNumber()
                    ? new MalformedException("type", "is neither anime nor manga, and no --subject is given")
                    : new MalformedException("entry", "is missing, and no --subject is given");
        }
        return otherwise;
    }

    private static String author(JsonNode review) throws MalformedException {
        JsonNode name = review.path("user").path("username");
        if (!name.isTextual()) {
            throw new MalformedException("user.username", "is missing");
        }
        return name.textValue();
    }

    private static int score(JsonNode review) throws MalformedException {
        JsonNode score = review.path("score");
        if (!score.isInt()) {
            throw new MalformedException("score", "must be an integer");
        }
        return score.intValue();
    }

    private static List<String> tags(JsonNode review) {
        return review.path("tags").valueStream().map(JsonNode::asText).toList();
    }

    private static @Nullable String text(JsonNode review, String field) throws MalformedException {
        JsonNode text = review.path(field);
        if (text.isMissingNode() || text.isNull()) {
            return null;
        }
        if (!text.isTextual()) {
            throw new MalformedException(field, "must be a text");
        }
        return text.textValue();
    }

    private static void progress(JsonNode review, ObjectNode line) throws MalformedException {
        JsonNode watched = review.path("episodes_watched");
        if (watched.isMissingNode() || watched.isNull()) {
            return;
        }
        if (!watched.isInt()) {
            throw new MalformedException("episodes_watched", "must be an integer");
        }
        line.putObject("progress").put("consumed", watched.intValue()).putNull("total");
    }

    private static void submittedAt(JsonNode review, ObjectNode line) throws MalformedException {
        String date = text(review, "date");
        if (date == null) {
            return;
        }
        try {
            line.put("submittedAt", OffsetDateTime.parse(date).toInstant().toString());
        } catch (DateTimeException e) {
            throw new MalformedException("date", "must be an instant such as 2026-04-03T09:30:00+00:00");
        }
    }

    private static void source(JsonNode review, ObjectNode source) {
        source.put("site", "myanimelist");
        source.set("id", review.get("mal_id"));
        source.set("url", review.get("url"));
        JsonNode reactions = review.path("reactions");
        if (reactions.isObject()) {
            ObjectNode counts = source.putObject("reactions");
            REACTIONS.forEach(kind ->
                    counts.put(kind.replace('_', '-'), reactions.path(kind).asLong()));
        }
    }
}
