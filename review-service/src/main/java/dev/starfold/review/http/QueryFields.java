package dev.starfold.review.http;

import dev.starfold.review.http.InvalidRequest.FieldError;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of a request, read as strictly as a body: unknown and repeated parameters are errors, all told at once. */
public final class QueryFields {

    private static final Map<String, Boolean> FLAGS = new LinkedHashMap<>();

    static {
        FLAGS.put("true", true);
        FLAGS.put("false", false);
    }

    private final MultivaluedMap<String, String> query;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    public QueryFields(UriInfo uri) {
        this.query = uri.getQueryParameters();
    }

    /** For a call that takes no parameters. */
    public static void none(UriInfo uri) {
        new QueryFields(uri).check();
    }

    public @Nullable String text(String name, Pattern pattern, String otherwise) {
        String value = value(name);
        if (value != null && !pattern.matcher(value).matches()) {
            errors.add(new FieldError(name, otherwise));
            return null;
        }
        return value;
    }

    public @Nullable String text(String name) {
        String value = value(name);
        if (value != null && (value.isEmpty() || !WellFormed.text(value))) {
            errors.add(new FieldError(name, "must be a text, without NUL or half a surrogate pair"));
            return null;
        }
        return value;
    }

    public int integer(String name, int min, int max, int otherwise) {
        return Objects.requireNonNullElse(integer(name, min, max), otherwise);
    }

    public @Nullable Integer integer(String name, int min, int max) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        errors.add(new FieldError(name, "must be a whole number from %d to %d".formatted(min, max)));
        return null;
    }

    public @Nullable Boolean bool(String name) {
        return choice(name, FLAGS);
    }

    /** An RFC 3339 instant in UTC. */
    public @Nullable Instant instant(String name) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.endsWith("Z") && !value.startsWith("+") && !value.startsWith("-")) {
                return Instant.parse(value);
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        errors.add(new FieldError(name, "must be an instant in UTC, such as 2026-04-03T09:30:00Z"));
        return null;
    }

    public <T> T oneOf(String name, Map<String, T> choices, T otherwise) {
        return Objects.requireNonNullElse(choice(name, choices), otherwise);
    }

    /** One of the choices, or {@code null}. */
    public <T> @Nullable T choice(String name, Map<String, T> choices) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        T chosen = choices.get(value);
        if (chosen == null) {
            errors.add(new FieldError(name, "must be one of " + String.join(", ", choices.keySet())));
        }
        return chosen;
    }

    public void error(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    /** Throws if anything was wrong, or anything was given that nobody asked for. */
    public void check() {
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                errors.add(new FieldError(JsonFields.printable(name), "is not a known parameter"));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    private @Nullable String value(String name) {
        known.add(name);
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            errors.add(new FieldError(name, "is given twice"));
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
