package dev.starfold.review.writing;

import dev.starfold.review.Review;
import dev.starfold.review.ReviewCommand.Submit;
import dev.starfold.review.ReviewDecider;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.reading.ReviewView;
import dev.starfold.review.reading.ShownReview;
import dev.starfold.review.writing.ReviewForm.Submission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What a submission would make, as the author's first review of the subject. Stores nothing. */
@Path("/reviews/preview")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    private final Caller caller;

    PreviewResource(Caller caller) {
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ShownReview> preview(UriInfo uri, byte[] body) {
        QueryFields.none(uri);
        Submission submission = ReviewForm.submission(body);
        ReviewForm form = submission.form();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Submit submit = new Submit(submission.subject(), caller.user(), form.content(), now);
        Review review = Objects.requireNonNull(Review.fold(ReviewDecider.decide(null, submit)));
        return ShownReview.rendered(ReviewView.of(review, form.text()));
    }
}
