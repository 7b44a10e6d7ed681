package dev.starfold.review.paging;

import dev.starfold.review.http.QueryFields;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The parameters {@code limit} and {@code cursor}, and the answer to them. */
@Singleton
public class Paging {

    private final String key;

    Paging(@ConfigProperty(name = "starfold.cursor-key") String key) {
        this.key = key;
    }

    /** How many items at most. Ask for one more: it tells whether there is a next page. */
    public int limit(QueryFields fields) {
        return fields.integer("limit", 1, 100, 20);
    }

    /**
     * Behind which item the page begins.
     *
     * @param query all that decides what is listed and how it is ordered
     */
    public @Nullable Cursor cursor(QueryFields fields, Object query) {
        String text = fields.text("cursor");
        Cursor cursor = text == null ? null : Cursor.decode(key, query.toString(), text);
        if (text != null && cursor == null) {
            fields.error("cursor", "is not a cursor of this query");
        }
        return cursor;
    }

    /**
     * A page and, unless it is the last, the link to the next.
     *
     * @param last the last item's cursor; {@code null} on the last page
     */
    public <T> ResponseBuilder<Page<T>> answer(UriInfo uri, Object query, List<T> items, @Nullable Cursor last) {
        if (last == null) {
            return ResponseBuilder.ok(new Page<>(items, null));
        }
        String next = last.encode(key, query.toString());
        String link = UriBuilder.fromPath(uri.getPath())
                .replaceQuery(uri.getRequestUri().getRawQuery())
                .replaceQueryParam("cursor", next)
                .build()
                .toString();
        return ResponseBuilder.ok(new Page<>(items, next)).header("Link", "<%s>; rel=\"next\"".formatted(link));
    }
}
