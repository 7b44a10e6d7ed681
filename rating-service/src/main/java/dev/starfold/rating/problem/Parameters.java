package dev.starfold.rating.problem;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Query parameters: a call takes those it names, and swallows no typo. */
public final class Parameters {

    private Parameters() {}

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
