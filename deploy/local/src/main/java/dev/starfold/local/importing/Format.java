package dev.starfold.local.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file of reviews may hold. */
enum Format {
    /** One review a line, as {@code POST /imports} takes them. */
    STARFOLD,
    /** What Jikan v4 answers, in any of the ways that people keep it. */
    JIKAN;

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> OF_JIKAN =
            Set.of("data", "pagination", "mal_id", "review", "reactions", "tags", "is_spoiler", "user", "entry");
    private static final Set<String> OF_STARFOLD =
            Set.of("subject", "author", "recommendation", "headline", "body", "spoiler", "submittedAt", "source");

    static Format named(String name) {
        return switch (name) {
            case "starfold" -> STARFOLD;
            case "jikan" -> JIKAN;
            default -> throw new ImportFailure("--format: there is no '" + name + "', but starfold and jikan");
        };
    }

    /** Guesses by the first field that only one of them has; a line that can't be read says nothing. */
    static Format of(byte[] head) {
        int line = 0;
        while (line < head.length) {
            Format format = of(head, line);
            if (format != null) {
                return format;
            }
            line = ByteLines.endOfLine(head, line) + 1;
        }
        if (ByteLines.isBlank(head)) {
            return STARFOLD;
        }
        throw new ImportFailure("the file looks like neither format: --format names one");
    }

    private static @Nullable Format of(byte[] head, int from) {
        try (JsonParser parser = JSON.createParser(head, from, head.length - from)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return JIKAN;
            }
            while (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (OF_JIKAN.contains(field)) {
                    return JIKAN;
                }
                if (OF_STARFOLD.contains(field)) {
                    return STARFOLD;
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            return null;
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
