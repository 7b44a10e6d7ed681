package dev.starfold.reaction.summary;

import dev.starfold.reaction.http.Caller;
import dev.starfold.reaction.http.QueryFields;
import dev.starfold.reaction.http.WellFormed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What the reactions to one review, or to many, add up to. */
@Path("/reactions")
@Produces(MediaType.APPLICATION_JSON)
public class SummaryResource {

    private static final int MOST = 100;

    private final Summaries summaries;
    private final Caller caller;

    SummaryResource(Summaries summaries, Caller caller) {
        this.summaries = summaries;
        this.caller = caller;
    }

    /** Several summaries, in the order asked for. */
    public record Many(List<Summary> items) {}

    @GET
    @Path("/{reviewId}")
    public Uni<RestResponse<Summary>> one(UriInfo uri, @RestPath String reviewId) {
        QueryFields.none(uri);
        return summaries.one(WellFormed.reviewId(reviewId), caller.userOrNull()).map(SummaryResource::answer);
    }

    @GET
    public Uni<RestResponse<Many>> many(UriInfo uri) {
        QueryFields fields = new QueryFields(uri);
        List<UUID> reviews = fields.ids("review", MOST);
        fields.check();
        @Nullable String user = caller.userOrNull();
        return summaries.many(reviews, user).map(Many::new).map(SummaryResource::answer);
    }

    private static <T> RestResponse<T> answer(T entity) {
        return ResponseBuilder.ok(entity)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }
}
