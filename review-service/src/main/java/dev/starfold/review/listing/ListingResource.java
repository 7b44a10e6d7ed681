package dev.starfold.review.listing;

import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.paging.Cursor;
import dev.starfold.review.paging.Page;
import dev.starfold.review.paging.Paging;
import dev.starfold.review.reading.ShownReview;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** List reviews. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ListingResource {

    private final Listing listing;
    private final Paging paging;
    private final Caller caller;

    ListingResource(Listing listing, Paging paging, Caller caller) {
        this.listing = listing;
        this.paging = paging;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<Page<ShownReview>>> list(UriInfo uri) {
        QueryFields fields = new QueryFields(uri);
        Query query = QueryParameters.read(fields);
        if (query.hidden()) {
            caller.requireToken();
        }
        boolean html = ShownReview.html(fields);
        int limit = paging.limit(fields);
        Cursor after = paging.cursor(fields, query);
        fields.check();
        if (query.hidden()) {
            caller.requireSightOfHidden(query.author());
        }
        return listing.page(query, after, limit).chain(found -> ShownReview.all(found.reviews(), html)
                .map(items -> vary(query, paging.answer(uri, query, items, found.last()))
                        .build()));
    }

    private static <T> ResponseBuilder<T> vary(Query query, ResponseBuilder<T> answer) {
        return query.hidden() ? answer.header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION) : answer;
    }
}
