package dev.starfold.review.reading;

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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Get a review. */
@Path("/reviews/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewReadResource {

    private final Reviews reviews;

    ReviewReadResource(Reviews reviews) {
        this.reviews = reviews;
    }

    @GET
    public Uni<RestResponse<ReviewView>> get(UriInfo uri, HttpHeaders headers, @RestPath String id) {
        QueryFields.none(uri);
        return reviews.one(WellFormed.id(id)).map(review -> {
            ResponseBuilder<ReviewView> answer = EntityTags.knows(headers, review.version())
                    ? ResponseBuilder.create(Status.NOT_MODIFIED)
                    : ResponseBuilder.ok(review);
            return answer.header("ETag", EntityTags.of(review.version())).build();
        });
    }
}
