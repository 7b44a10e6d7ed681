package dev.starfold.review.writing;

import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.Recorded;
import dev.starfold.review.Rejection.Erased;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewCommand.Revise;
import dev.starfold.review.ReviewCommand.Submit;
import dev.starfold.review.ReviewCommand.Withdraw;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.Text;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.EntityTags;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.reading.ReviewView;
import dev.starfold.review.reading.Reviews;
import dev.starfold.review.store.ReviewStore;
import dev.starfold.review.writing.ReviewForm.Submission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
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

/** Submit, revise, withdraw. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewResource {

    private final ReviewStore store;
    private final Reviews reviews;
    private final Caller caller;

    ReviewResource(ReviewStore store, Reviews reviews, Caller caller) {
        this.store = store;
        this.reviews = reviews;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<ReviewView>> submit(UriInfo uri, HttpHeaders headers, byte[] body) {
        QueryFields.none(uri);
        Submission submission = ReviewForm.submission(body);
        String user = caller.user();
        Idempotency idempotency = IdempotencyKey.of(headers.getRequestHeader("Idempotency-Key"), user, submission);
        Submit submit = new Submit(submission.subject(), user, submission.form().content(), now());
        Text text = submission.form().text();
        UUID stream = Review.stream(submission.subject(), user);
        return store.execute(stream, submit, text, caller.metadata(), idempotency)
                .chain(outcome -> outcome.replayed()
                        ? replayed(outcome)
                        : Uni.createFrom().item(created(outcome, text)));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<ReviewView>> revise(UriInfo uri, HttpHeaders headers, @RestPath String id, byte[] body) {
        QueryFields.none(uri);
        UUID review = WellFormed.id(id);
        ReviewForm form = ReviewForm.revision(body);
        Revise revise = new Revise(review, caller.user(), EntityTags.ifMatch(headers), form.content(), now());
        return reviews.streamOf(review)
                .chain(stream -> store.execute(stream, revise, form.text(), caller.metadata(), null))
                .map(outcome -> answer(Status.OK, state(outcome), form.text()).build());
    }

    @DELETE
    @Path("/{id}")
    public Uni<RestResponse<Void>> withdraw(UriInfo uri, HttpHeaders headers, @RestPath String id) {
        QueryFields.none(uri);
        UUID review = WellFormed.id(id);
        Withdraw withdraw = new Withdraw(review, caller.user(), EntityTags.ifMatch(headers), now());
        return reviews.streamOf(review)
                .chain(stream -> store.execute(stream, withdraw, Text.NONE, caller.metadata(), null))
                .map(outcome -> EntityTags.noContent(version(review, outcome)));
    }

    /** The last version of this review; its stream may have gone on with another. */
    private static int version(UUID id, Outcome<ReviewEvent> outcome) {
        int version = 0;
        Review review = null;
        for (Recorded<ReviewEvent> recorded : outcome.history()) {
            review = Review.evolve(review, recorded.event());
            version = review.id().equals(id) ? review.version() : version;
        }
        return version;
    }

    /** The first success again, with the words of that time. */
    private Uni<RestResponse<ReviewView>> replayed(Outcome<ReviewEvent> outcome) {
        Review review = state(outcome);
        return reviews.text(review.id(), review.contentVersion())
                .map(text -> ResponseBuilder.fromResponse(created(outcome, text))
                        .header("Idempotency-Replayed", true)
                        .build());
    }

    private static RestResponse<ReviewView> created(Outcome<ReviewEvent> outcome, Text text) {
        Review review = state(outcome);
        // A plain header, since JAX-RS would make the URI absolute with this service's own address.
        return answer(Status.CREATED, review, text)
                .header("Location", "/reviews/" + review.id())
                .build();
    }

    private static ResponseBuilder<ReviewView> answer(Status status, Review review, Text text) {
        return ResponseBuilder.create(status, ReviewView.of(review, text))
                .header("ETag", EntityTags.of(review.version()));
    }

    /** Where the answer was lost and the command tried again, its author may have been erased meanwhile. */
    private static Review state(Outcome<ReviewEvent> outcome) {
        Review review = Objects.requireNonNull(
                Review.fold(outcome.history().stream().map(Recorded::event).toList()));
        if (!review.isLive()) {
            throw new Erased();
        }
        return review;
    }

    /** As fine as PostgreSQL keeps it, so that every answer says the same. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
