package dev.starfold.reaction.listing;

import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.http.QueryFields;
import dev.starfold.reaction.http.WellFormed;
import dev.starfold.reaction.listing.Paging.Page;
import dev.starfold.reaction.listing.Paging.Place;
import dev.starfold.reaction.reviews.KnownReviews;
import dev.starfold.reaction.store.ReactionRow;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Who reacted to a review. */
@Path("/reactions")
@Produces(MediaType.APPLICATION_JSON)
public class ReactorsResource {

    private final KnownReviews reviews;
    private final Listing listing;
    private final Paging paging;

    ReactorsResource(KnownReviews reviews, Listing listing, Paging paging) {
        this.reviews = reviews;
        this.listing = listing;
        this.paging = paging;
    }

    /** A user, and what they said when. */
    public record Reactor(String user, String kind, Instant at) {}

    @GET
    @Path("/{reviewId}/users")
    public Uni<RestResponse<Page<Reactor>>> users(UriInfo uri, @RestPath String reviewId) {
        UUID id = WellFormed.reviewId(reviewId);
        QueryFields fields = new QueryFields(uri);
        ReactionKind kind = fields.oneOf("kind", ReactionKind.BY_SLUG);
        Place place = paging.place(fields, "users of %s %s".formatted(id, kind));
        fields.check();
        return reviews.one(id)
                .chain(review -> {
                    review.requirePublic();
                    return listing.byReview(id, kind, place);
                })
                .map(rows -> paging.answer(uri, place, rows, row -> row, ReactorsResource::reactor)
                        .build());
    }

    /** Who gave one that stands is known. */
    private static Reactor reactor(ReactionRow row) {
        return new Reactor(Objects.requireNonNull(row.user), row.kind, row.reactedAt);
    }
}
