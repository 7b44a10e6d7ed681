package dev.starfold.rating.problem;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query parameters: a call takes those it names, and swallows no typo. */
public final class Parameters {

    private Parameters() {}

    /** The parameter, or {@code null} without it; refuses the request when it is given twice. */
    public static @Nullable String single(UriInfo uri, String name) {
        var values = uri.getQueryParameters().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problems.invalid(name, "is given twice");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** How many items a page may have: 1 to 100, or 20 where nothing is said. */
    public static int limit(UriInfo uri) {
        var text = single(uri, "limit");
        if (text == null) {
            return 20;
        }
        if (!text.matches("[1-9][0-9]?|100")) {
            throw Problems.invalid("limit", "must be a whole number from 1 to 100");
        }
        return Integer.parseInt(text);
    }

    /** Refuses the request when it has any other query parameter than these. */
    public static void allow(UriInfo uri, String... names) {
        var known = List.of(names);
        uri.getQueryParameters().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw Problems.invalid(unknown, "is no query parameter of this call");
                });
    }
}
