package dev.starfold.reaction.listing;

import dev.starfold.reaction.http.QueryFields;
import dev.starfold.reaction.store.ReactionRow;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Turns what a query found into a page, and a request's parameters into the page's place. */
@Singleton
class Paging {

    private final String cursorKey;

    Paging(@ConfigProperty(name = "starfold.cursor-key") String cursorKey) {
        this.cursorKey = cursorKey;
    }

    /** Some items, and the cursor of what comes behind them; {@code null} at the end. */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /**
     * Which part of a list a request asks for.
     *
     * @param query says which list it is: a cursor is good for one only
     * @param after what the part begins behind; {@code null} at the beginning
     */
    record Place(String query, int limit, @Nullable Cursor after) {

        /** One more than asked for tells whether there is a next page. */
        int rows() {
            return limit + 1;
        }
    }

    Place place(QueryFields fields, String query) {
        int limit = fields.integer("limit", 1, 100, 20);
        String text = fields.text("cursor");
        Cursor after = text == null ? null : Cursor.decode(cursorKey, query, text);
        if (text != null && after == null) {
            fields.error("cursor", "is not a cursor of this query");
        }
        return new Place(query, limit, after);
    }

    <R, T> ResponseBuilder<Page<T>> answer(
            UriInfo uri, Place place, List<R> found, Function<R, ReactionRow> sorted, Function<R, T> item) {
        if (found.size() <= place.limit) {
            return ResponseBuilder.ok(new Page<>(found.stream().map(item).toList(), null));
        }
        List<R> rows = found.subList(0, place.limit);
        ReactionRow last = sorted.apply(rows.getLast());
        String next = new Cursor(last.reactedAt, last.id).encode(cursorKey, place.query);
        // The path as it came, since a user's id in it may need its encoding.
        String query = UriBuilder.fromPath("")
                .replaceQuery(uri.getRequestUri().getRawQuery())
                .replaceQueryParam("cursor", next)
                .build()
                .toString();
        return ResponseBuilder.ok(new Page<>(rows.stream().map(item).toList(), next))
                .header(
                        "Link",
                        "<%s%s>; rel=\"next\"".formatted(uri.getRequestUri().getRawPath(), query));
    }
}
