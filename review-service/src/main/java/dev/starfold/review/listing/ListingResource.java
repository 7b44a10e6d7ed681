package dev.starfold.review.listing;

import dev.starfold.review.Subject;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.listing.Listing.Query;
import dev.starfold.review.listing.Listing.Sort;
import dev.starfold.review.reading.ReviewView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** List reviews. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ListingResource {

    private static final Map<String, Sort> SORTS = new LinkedHashMap<>();

    static {
        SORTS.put("newest", Sort.NEWEST);
        SORTS.put("oldest", Sort.OLDEST);
    }

    private final Listing listing;
    private final String cursorKey;

    ListingResource(Listing listing, @ConfigProperty(name = "starfold.cursor-key") String cursorKey) {
        this.listing = listing;
        this.cursorKey = cursorKey;
    }

    /** Some reviews, and the cursor of what comes behind them; {@code null} at the end. */
    public record Page(List<ReviewView> items, @Nullable String next) {}

    @GET
    public Uni<RestResponse<Page>> list(UriInfo uri) {
        QueryFields fields = new QueryFields(uri);
        Query query = new Query(
                fields.text("subject", Subject.FORM, Subject.RULE),
                fields.text("author"),
                fields.oneOf("sort", SORTS, Sort.NEWEST));
        int limit = fields.integer("limit", 1, 100, 20);
        Cursor after = cursor(fields, query);
        fields.check();
        // One more than asked for tells whether there is a next page.
        return listing.page(query, after, limit + 1).map(found -> answer(uri, query, limit, found));
    }

    private RestResponse<Page> answer(UriInfo uri, Query query, int limit, List<ReviewView> found) {
        if (found.size() <= limit) {
            return RestResponse.ok(new Page(found, null));
        }
        List<ReviewView> items = found.subList(0, limit);
        ReviewView last = items.getLast();
        String next = new Cursor(last.submittedAt(), last.id()).encode(cursorKey, query.toString());
        String link = UriBuilder.fromPath("/reviews")
                .replaceQuery(uri.getRequestUri().getRawQuery())
                .replaceQueryParam("cursor", next)
                .build()
                .toString();
        return ResponseBuilder.ok(new Page(items, next))
                .header("Link", "<%s>; rel=\"next\"".formatted(link))
                .build();
    }

    private @Nullable Cursor cursor(QueryFields fields, Query query) {
        String text = fields.text("cursor");
        Cursor cursor = text == null ? null : Cursor.decode(cursorKey, query.toString(), text);
        if (text != null && cursor == null) {
            fields.error("cursor", "is not a cursor of this query");
        }
        return cursor;
    }
}
