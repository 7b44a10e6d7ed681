package dev.starfold.review.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.Collectors;

/** Export reviews: a page is read when the one before is sent. Cut off, and not merely ended, when one can't be read. */
@Path("/exports/reviews")
public class ExportResource {

    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String SELECT = """
            select r, t from ReviewRow r
            left join TextRow t on t.reviewId = r.id and t.version = r.contentVersion
            where r.id > :last and r.status in ('public', 'hidden')
            order by r.id
            """;

    private final Reads reads;
    private final Caller caller;
    private final ObjectMapper json;

    ExportResource(Reads reads, Caller caller, ObjectMapper json) {
        this.reads = reads;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Produces("application/x-ndjson")
    public Multi<String> all(UriInfo uri) {
        QueryFields.none(uri);
        caller.require("operator");
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(FIRST), this::page)
                .until(List::isEmpty)
                .map(this::lines);
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

    /** Without the last line's end, which is written behind every item. */
    private String lines(List<Object[]> rows) {
        return rows.stream()
                .map(row -> line(ExportedReview.of((ReviewRow) row[0], (TextRow) row[1])))
                .collect(Collectors.joining("\n"));
    }

    private String line(ExportedReview review) {
        try {
            return json.writeValueAsString(review);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a review that cannot be written as JSON", e);
        }
    }
}
