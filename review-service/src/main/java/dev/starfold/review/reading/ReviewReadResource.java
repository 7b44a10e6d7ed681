package dev.starfold.review.reading;

import dev.starfold.review.TimeTravel.Moment;
import dev.starfold.review.Viewer;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.EntityTags;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Get a review. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewReadResource {

    private final Reviews reviews;
    private final Past past;
    private final ReviewReactions reactions;
    private final Caller caller;

    ReviewReadResource(Reviews reviews, Past past, ReviewReactions reactions, Caller caller) {
        this.reviews = reviews;
        this.past = past;
        this.reactions = reactions;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    public Uni<RestResponse<ShownReview>> get(UriInfo uri, HttpHeaders headers, @RestPath String id) {
        QueryFields fields = new QueryFields(uri);
        Moment moment = moment(fields);
        boolean html = ShownReview.html(fields);
        boolean withReactions = ReviewReactions.asked(fields);
        fields.check();
        UUID named = WellFormed.id(id);
        Viewer viewer = caller.viewer();
        if (moment == null && !html && !withReactions) {
            return reviews.one(named, viewer).map(review -> tagged(headers, review));
        }
        // Other representations, which the version alone does not name: no entity tag.
        Uni<ReviewView> review = moment == null ? reviews.one(named, viewer) : past.review(moment, named, viewer);
        return review.chain(found -> reactions.shown(List.of(found), html, withReactions))
                .map(shown -> RestResponse.ok(shown.getFirst()));
    }

    private static RestResponse<ShownReview> tagged(HttpHeaders headers, ReviewView review) {
        ResponseBuilder<ShownReview> answer = EntityTags.knows(headers, review.version())
                ? ResponseBuilder.create(Status.NOT_MODIFIED)
                : ResponseBuilder.ok(new ShownReview(review, null, null));
        return answer.header("ETag", EntityTags.of(review.version())).build();
    }

    /** {@code null} for now. */
    private static @Nullable Moment moment(QueryFields fields) {
        int version = fields.integer("version", 1, 999_999_999, 0);
        Instant at = fields.instant("at");
        if (version > 0 && at != null) {
            fields.error("at", "is given along with version: only one of them can be meant");
        }
        return version > 0 ? new Moment.Version(version) : at == null ? null : new Moment.At(at);
    }
}
