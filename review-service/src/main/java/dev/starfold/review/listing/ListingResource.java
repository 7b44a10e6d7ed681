package dev.starfold.review.listing;

import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.paging.Cursor;
import dev.starfold.review.paging.Page;
import dev.starfold.review.paging.Paging;
import dev.starfold.review.reading.ReviewReactions;
import dev.starfold.review.reading.ShownReview;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;

/** List reviews. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ListingResource {

    private final Listing listing;
    private final ReviewReactions reactions;
    private final Paging paging;
    private final Caller caller;

    ListingResource(Listing listing, ReviewReactions reactions, Paging paging, Caller caller) {
        this.listing = listing;
        this.reactions = reactions;
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
        boolean withReactions = ReviewReactions.asked(fields);
        int limit = paging.limit(fields);
        Cursor after = paging.cursor(fields, query);
        fields.check();
        if (query.hidden()) {
            caller.requireSightOfHidden(query.author());
        }
        return listing.page(query, after, limit).chain(found -> reactions
                .shown(found.reviews(), html, withReactions)
                .map(items -> paging.answer(uri, query, items, found.last()).build()));
    }
}
