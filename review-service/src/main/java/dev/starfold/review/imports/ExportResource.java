package dev.starfold.review.imports;

import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.store.Reads;
import dev.starfold.review.store.ReviewRow;
import dev.starfold.review.store.TextRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Export reviews: a page is read when the one before is sent. Cut off, and not merely ended, when one can't be read. */
@Path("/exports/reviews")
public class ExportResource {

    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    /** The second bound says what the first implies: without it a merge join walks all earlier texts for every page. */
    private static final String SELECT = """
            select r, t from ReviewRow r
            left join TextRow t on t.reviewId = r.id and t.version = r.contentVersion and t.reviewId > :last
            where r.id > :last and r.status in ('public', 'hidden')
            order by r.id
            """;

    private final Reads reads;
    private final Caller caller;

    ExportResource(Reads reads, Caller caller) {
        this.reads = reads;
        this.caller = caller;
    }

    @GET
    @Produces("application/x-ndjson")
    public Multi<ExportedReview> all(UriInfo uri) {
        QueryFields.none(uri);
        caller.require("operator");
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(FIRST), this::page)
                .until(List::isEmpty)
                .map(ExportResource::reviews)
                .onItem()
                .disjoint();
    }

    private Uni<List<Object[]>> page(AtomicReference<UUID> last) {
        return reads.run(session -> session.createSelectionQuery(SELECT, Object[].class)
                        .setParameter("last", last.get())
                        .setMaxResults(PAGE)
                        .getResultList())
                .invoke(rows -> {
                    if (!rows.isEmpty()) {
                        last.set(((ReviewRow) rows.getLast()[0]).id);
                    }
                });
    }

    private static List<ExportedReview> reviews(List<Object[]> rows) {
        return rows.stream()
                .map(row -> ExportedReview.of((ReviewRow) row[0], (TextRow) row[1]))
                .toList();
    }
}
