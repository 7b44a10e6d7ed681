package dev.starfold.review.history;

import dev.starfold.review.Text;
import dev.starfold.review.Viewer;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.reactions.Summaries;
import dev.starfold.review.reading.Reviews;
import dev.starfold.review.store.Reads;
import dev.starfold.review.store.ReviewStore;
import dev.starfold.review.store.TextRow;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/** Every version of a review. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private final Reads reads;
    private final Reviews reviews;
    private final ReviewStore store;
    private final Summaries summaries;
    private final Caller caller;

    HistoryResource(Reads reads, Reviews reviews, ReviewStore store, Summaries summaries, Caller caller) {
        this.reads = reads;
        this.reviews = reviews;
        this.store = store;
        this.summaries = summaries;
        this.caller = caller;
    }

    @GET
    @Path("/{id}/history")
    public Uni<History> history(UriInfo uri, @RestPath String id) {
        QueryFields.none(uri);
        UUID review = WellFormed.id(id);
        Viewer viewer = caller.viewer();
        return reviews.row(review, viewer).chain(row -> Uni.combine()
                .all()
                .unis(store.history(row.streamId), texts(review))
                .with((stream, texts) -> History.of(review, stream, texts, viewer))
                .chain(history -> summaries.byTime(row, history.times()).map(history::with)));
    }

    private Uni<Map<Integer, Text>> texts(UUID review) {
        return reads.run(session -> session.createSelectionQuery(
                                "from TextRow t where t.reviewId = :review", TextRow.class)
                        .setParameter("review", review)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.version, row -> new Text(row.headline, row.body))));
    }
}
