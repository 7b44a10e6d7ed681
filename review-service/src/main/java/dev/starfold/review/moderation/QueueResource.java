package dev.starfold.review.moderation;

import dev.starfold.review.Viewer;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.paging.Cursor;
import dev.starfold.review.reading.Reviews;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What users report, for moderators. */
@Path("/reports")
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

    /** What its cursors are good for: there is one queue, in one order. */
    private static final String QUERY = "reports";

    private final Queue queue;
    private final Reports reports;
    private final Reviews reviews;
    private final Caller caller;
    private final String cursorKey;

    QueueResource(
            Queue queue,
            Reports reports,
            Reviews reviews,
            Caller caller,
            @ConfigProperty(name = "starfold.cursor-key") String cursorKey) {
        this.queue = queue;
        this.reports = reports;
        this.reviews = reviews;
        this.caller = caller;
        this.cursorKey = cursorKey;
    }

    /** Some reported reviews, and the cursor of what comes behind them; {@code null} at the end. */
    public record Page(List<Queue.Item> items, @Nullable String next) {}

    @GET
    public Uni<RestResponse<Page>> list(UriInfo uri) {
        caller.requireToken();
        QueryFields fields = new QueryFields(uri);
        int limit = fields.integer("limit", 1, 100, 20);
        String text = fields.text("cursor");
        Cursor after = text == null ? null : Cursor.decode(cursorKey, QUERY, text);
        if (text != null && after == null) {
            fields.error("cursor", "is not a cursor of this query");
        }
        fields.check();
        caller.require("moderator");
        // One more than asked for tells whether there is a next page.
        return queue.page(after, limit + 1).map(found -> answer(limit, found));
    }

    private RestResponse<Page> answer(int limit, List<Queue.Item> found) {
        if (found.size() <= limit) {
            return ok(new Page(found, null)).build();
        }
        List<Queue.Item> items = found.subList(0, limit);
        Queue.Item last = items.getLast();
        String next = new Cursor(last.count(), last.latest(), last.review()).encode(cursorKey, QUERY);
        return ok(new Page(items, next))
                .header("Link", "</reports?limit=%d&cursor=%s>; rel=\"next\"".formatted(limit, next))
                .build();
    }

    private static ResponseBuilder<Page> ok(Page page) {
        return ResponseBuilder.ok(page).header("Vary", "Authorization");
    }

    @POST
    @Path("/{review}/dismissal")
    public Uni<RestResponse<Void>> dismiss(UriInfo uri, @RestPath String review) {
        QueryFields.none(uri);
        UUID id = WellFormed.id("review", review);
        Viewer viewer = caller.viewer();
        return reviews.row(id, viewer)
                .invoke(row -> caller.require("moderator"))
                .chain(row -> reports.dismiss(id, viewer, caller.user()))
                .map(done -> RestResponse.noContent());
    }
}
