package dev.starfold.reaction.listing;

import dev.starfold.reaction.Rejection.NotYours;
import dev.starfold.reaction.http.Caller;
import dev.starfold.reaction.http.QueryFields;
import dev.starfold.reaction.http.WellFormed;
import dev.starfold.reaction.listing.Listing.Given;
import dev.starfold.reaction.listing.Paging.Page;
import dev.starfold.reaction.listing.Paging.Place;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** A user's own reactions, those to reviews that nobody sees any more included: they are what is kept of the user. */
@Path("/reactions")
@Produces(MediaType.APPLICATION_JSON)
public class OwnReactionsResource {

    private final Listing listing;
    private final Paging paging;
    private final Caller caller;

    OwnReactionsResource(Listing listing, Paging paging, Caller caller) {
        this.listing = listing;
        this.paging = paging;
        this.caller = caller;
    }

    /** What the user said of a review, and when. */
    public record OwnReaction(UUID review, String subject, String kind, Instant at) {}

    @GET
    @Path("/by/{user}")
    public Uni<RestResponse<Page<OwnReaction>>> by(UriInfo uri, @RestPath String user) {
        String asking = caller.user();
        WellFormed.user(user);
        QueryFields fields = new QueryFields(uri);
        Place place = paging.place(fields, "by " + user);
        fields.check();
        if (!asking.equals(user) && !caller.isOperator()) {
            throw new NotYours();
        }
        return listing.byUser(user, place)
                .map(rows -> paging.answer(uri, place, rows, Given::reaction, OwnReactionsResource::own)
                        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private static OwnReaction own(Given given) {
        return new OwnReaction(
                given.reaction().reviewId, given.review().subject, given.reaction().kind, given.reaction().reactedAt);
    }
}
