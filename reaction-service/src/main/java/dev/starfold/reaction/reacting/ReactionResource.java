package dev.starfold.reaction.reacting;

import dev.starfold.eventstore.Metadata;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionCommand.React;
import dev.starfold.reaction.ReactionCommand.Remove;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.http.Caller;
import dev.starfold.reaction.http.JsonFields;
import dev.starfold.reaction.http.QueryFields;
import dev.starfold.reaction.http.WellFormed;
import dev.starfold.reaction.reviews.KnownReviews;
import dev.starfold.reaction.store.ReactionStore;
import dev.starfold.reaction.summary.Summaries;
import dev.starfold.reaction.summary.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** React, change one's mind, take it back. */
@Path("/reactions")
@Produces(MediaType.APPLICATION_JSON)
public class ReactionResource {

    private final KnownReviews reviews;
    private final ReactionStore store;
    private final Summaries summaries;
    private final Caller caller;

    ReactionResource(KnownReviews reviews, ReactionStore store, Summaries summaries, Caller caller) {
        this.reviews = reviews;
        this.store = store;
        this.summaries = summaries;
        this.caller = caller;
    }

    /**
     * The review is looked up before the append lock is taken, not under it: what is known of it trails review-service
     * anyhow, so a reaction may slip in beside a withdrawal in either case. It does no harm, since nobody gets to see it,
     * and rating-service counts reactions only while their review counts.
     */
    @PUT
    @Path("/{reviewId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Summary>> react(UriInfo uri, @RestPath String reviewId, byte[] body) {
        QueryFields.none(uri);
        UUID id = WellFormed.reviewId(reviewId);
        ReactionKind kind = kind(body);
        String user = caller.user();
        Metadata metadata = caller.metadata();
        return reviews.one(id)
                .chain(review -> store.execute(Reaction.id(id, user), new React(review, user, kind, now()), metadata))
                .chain(outcome -> {
                    Status status = ReactionStore.stoodBefore(outcome) ? Status.OK : Status.CREATED;
                    return summaries.after(id, user).map(summary -> answer(status, summary));
                });
    }

    /** Needs no review: what was given may be taken back whatever became of it. */
    @DELETE
    @Path("/{reviewId}")
    public Uni<RestResponse<Void>> remove(UriInfo uri, @RestPath String reviewId) {
        QueryFields.none(uri);
        UUID reaction = Reaction.id(WellFormed.reviewId(reviewId), caller.user());
        return store.execute(reaction, new Remove(now()), caller.metadata()).map(done -> RestResponse.noContent());
    }

    private static ReactionKind kind(byte[] body) {
        JsonFields fields = JsonFields.of(body);
        fields.require("kind");
        ReactionKind kind = fields.oneOf("kind", ReactionKind.BY_SLUG);
        fields.rejectUnknown();
        fields.check();
        return Objects.requireNonNull(kind);
    }

    private static RestResponse<Summary> answer(Status status, Summary summary) {
        return ResponseBuilder.create(status, summary)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    /** As fine as PostgreSQL keeps it, so that every answer says the same. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
