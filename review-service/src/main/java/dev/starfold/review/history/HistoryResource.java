package dev.starfold.review.history;

import dev.starfold.review.Rejection.Unknown;
import dev.starfold.review.Rejection.Withdrawn;
import dev.starfold.review.Status;
import dev.starfold.review.Text;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.store.Reads;
import dev.starfold.review.store.ReviewRow;
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
@Path("/reviews/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private final Reads reads;
    private final ReviewStore store;

    HistoryResource(Reads reads, ReviewStore store) {
        this.reads = reads;
        this.store = store;
    }

    @GET
    public Uni<History> history(UriInfo uri, @RestPath String id) {
        QueryFields.none(uri);
        UUID review = WellFormed.id(id);
        return reads.run(session -> session.get(ReviewRow.class, review)).chain(row -> {
            if (row == null) {
                throw new Unknown();
            }
            if (row.status.equals(Status.WITHDRAWN.slug())) {
                throw new Withdrawn();
            }
            return Uni.combine()
                    .all()
                    .unis(store.history(row.streamId), texts(review))
                    .with((stream, texts) -> History.of(review, stream, texts));
        });
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
