package dev.starfold.local.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starfold.local.importing.Sink.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reviews in what Jikan v4 answered: pages ({@code {"data": […], "pagination": …}}), arrays of reviews or of pages,
 * and either of them one a line. Holds one review at a time, and one line where there are lines.
 */
final class JikanReviews {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 8 << 20;

    private final @Nullable String subject;
    private final Sink sink;
    private @Nullable String line;
    private long count;

    private JikanReviews(@Nullable String subject, Sink sink) {
        this.subject = subject;
        this.sink = sink;
    }

    /**
     * @param subject what reviews without an entry are of
     * @param head how the stream begins
     */
    static void read(InputStream in, byte[] head, @Nullable String subject, Sink sink) throws IOException {
        JikanReviews reviews = new JikanReviews(subject, sink);
        if (isByLine(head)) {
            reviews.lines(new ByteLines(in, LONGEST_LINE));
        } else {
            reviews.document(in);
        }
    }

    /** True if the first line is JSON by itself: then a line that can't be read costs nothing but itself. */
    private static boolean isByLine(byte[] head) {
        try {
            ByteLines.Line first = new ByteLines(new ByteArrayInputStream(head), head.length - 1).next();
            return first != null
                    && first.bytes() != null
                    && !JSON.readTree(first.bytes()).isMissingNode();
        } catch (IOException notByItself) {
            return false;
        }
    }

    private void lines(ByteLines lines) throws IOException {
        for (ByteLines.Line next = lines.next(); next != null; next = lines.next()) {
            line = "line " + next.number();
            if (next.bytes() == null) {
                sink.rejected(new Rejected(line, "$", "must have at most %d bytes".formatted(LONGEST_LINE)));
                continue;
            }
            try (JsonParser parser = JSON.createParser(next.bytes())) {
                values(parser);
            } catch (JsonProcessingException e) {
                sink.rejected(new Rejected(line, "$", "not JSON: " + e.getOriginalMessage()));
            }
        }
    }

    private void document(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            values(parser);
        } catch (JsonProcessingException e) {
            sink.end();
            String where = e.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw new ImportFailure(
                    "the file is no JSON behind review %d%s: %s".formatted(count, where, e.getOriginalMessage()));
        }
    }

    private void values(JsonParser parser) throws IOException {
        while (parser.nextToken() != null) {
            value(parser);
        }
    }

    private void value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser);
                }
            }
            default -> {
                count++;
                sink.rejected(new Rejected(place(null), "$", "is no review"));
            }
        }
    }

    /** A page, whose reviews are handed on as they come, or a review. */
    private void object(JsonParser parser) throws IOException {
        ObjectNode review = JSON.createObjectNode();
        boolean page = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("data") && parser.currentToken() == JsonToken.START_ARRAY) {
                page = true;
                value(parser);
            } else if (page || field.equals("pagination")) {
                page = true;
                parser.skipChildren();
            } else {
                review.set(field, JSON.readTree(parser));
            }
        }
        if (!page) {
            review(review);
        }
    }

    private void review(ObjectNode review) {
        count++;
        String place = place(review.path("mal_id").asText(""));
        byte[] converted;
        try {
            converted = JikanReview.line(review, subject);
        } catch (JikanReview.MalformedException e) {
            sink.rejected(new Rejected(place, e.field(), e.getMessage()));
            return;
        }
        sink.review(place, converted);
    }

    private String place(@Nullable String malId) {
        String place = line == null ? "review " + count : line;
        return malId == null || malId.isEmpty() ? place : "%s (mal_id %s)".formatted(place, malId);
    }
}
