package dev.starfold.reaction.http;

import dev.starfold.reaction.http.InvalidRequest.FieldError;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query of a request, read as strictly as a body: unknown and repeated parameters are errors, all told at once. */
public final class QueryFields {

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

    public @Nullable String text(String name) {
        String value = value(name);
        if (value != null && (value.isEmpty() || !WellFormed.text(value))) {
            errors.add(new FieldError(name, "must be a text, without NUL or half a surrogate pair"));
            return null;
        }
        return value;
    }

    public int integer(String name, int min, int max, int otherwise) {
        String value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        errors.add(new FieldError(name, "must be a whole number from %d to %d".formatted(min, max)));
        return otherwise;
    }

    public <T> @Nullable T oneOf(String name, Map<String, T> choices) {
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

    /** The one parameter that may be repeated: ids in the order given. */
    public List<UUID> ids(String name, int most) {
        known.add(name);
        List<String> values = query.getOrDefault(name, List.of());
        if (values.isEmpty() || values.size() > most) {
            errors.add(new FieldError(name, "must be given 1 to %d times, not %d".formatted(most, values.size())));
            return List.of();
        }
        List<UUID> ids = new ArrayList<>();
        for (String value : values) {
            UUID id = WellFormed.uuid(value);
            if (id == null) {
                errors.add(new FieldError(name, "must be a UUID"));
                return List.of();
            }
            ids.add(id);
        }
        return ids;
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
