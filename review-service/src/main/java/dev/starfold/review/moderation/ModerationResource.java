package dev.starfold.review.moderation;

import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewCommand;
import dev.starfold.review.ReviewCommand.EraseText;
import dev.starfold.review.ReviewCommand.Expected;
import dev.starfold.review.ReviewCommand.Hide;
import dev.starfold.review.ReviewCommand.Restore;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.Text;
import dev.starfold.review.TimeTravel.Moment;
import dev.starfold.review.Viewer;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.EntityTags;
import dev.starfold.review.http.InvalidRequest;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.reading.Past;
import dev.starfold.review.reading.ReviewView;
import dev.starfold.review.reading.Reviews;
import dev.starfold.review.store.ReviewStore;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Hide, restore, erase a text: for moderators. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ModerationResource {

    private final Reviews reviews;
    private final Past past;
    private final ReviewStore store;
    private final Caller caller;

    ModerationResource(Reviews reviews, Past past, ReviewStore store, Caller caller) {
        this.reviews = reviews;
        this.past = past;
        this.store = store;
        this.caller = caller;
    }

    @PUT
    @Path("/{id}/visibility")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<ReviewView>> show(UriInfo uri, HttpHeaders headers, @RestPath String id, byte[] body) {
        QueryFields.none(uri);
        UUID review = WellFormed.id(id);
        VisibilityForm form = VisibilityForm.of(body);
        Expected expected = EntityTags.ifMatch(headers);
        ReviewCommand command = form.hidden()
                ? new Hide(review, caller.user(), expected, form.reason(), now())
                : new Restore(review, caller.user(), expected, form.reason(), now());
        return reviews.row(review, caller.viewer())
                .invoke(row -> caller.require("moderator"))
                .chain(row -> execute(row.streamId, command))
                .map(ModerationResource::state)
                .chain(state -> reviews.text(review, state.contentVersion()).map(text -> answer(state, text)));
    }

    @DELETE
    @Path("/{id}/texts/{version}")
    public Uni<RestResponse<Void>> eraseText(UriInfo uri, @RestPath String id, @RestPath String version) {
        QueryFields.none(uri);
        UUID review = WellFormed.id(id);
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new InvalidRequest("version", "must be a whole number from 1 to 999999999");
        }
        Moment.Version shown = new Moment.Version(Integer.parseInt(version));
        Viewer viewer = caller.viewer();
        return reviews.row(review, viewer)
                .invoke(row -> caller.require("moderator"))
                .chain(row -> past.state(shown, review, viewer).chain(state -> {
                    EraseText command = new EraseText(review, caller.user(), state.contentVersion(), now());
                    boolean hasText = state.content().textDigest() != null;
                    return hasText
                            ? execute(row.streamId, command)
                                    .map(outcome -> state(outcome).version())
                            : Uni.createFrom().item(row.version);
                }))
                .map(EntityTags::noContent);
    }

    private Uni<Outcome<ReviewEvent>> execute(UUID stream, ReviewCommand command) {
        return store.execute(stream, command, Text.NONE, caller.metadata(), null);
    }

    private static RestResponse<ReviewView> answer(Review state, Text text) {
        return ResponseBuilder.ok(ReviewView.of(state, text))
                .header("ETag", EntityTags.of(state.version()))
                .build();
    }

    private static Review state(Outcome<ReviewEvent> outcome) {
        return Objects.requireNonNull(
                Review.fold(outcome.history().stream().map(Recorded::event).toList()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
