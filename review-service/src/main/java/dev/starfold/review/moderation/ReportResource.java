package dev.starfold.review.moderation;

import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.writing.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Report a review. */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {

    private final Reports reports;
    private final Caller caller;

    ReportResource(Reports reports, Caller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/reports")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Report>> report(UriInfo uri, HttpHeaders headers, @RestPath String id, byte[] body) {
        QueryFields.none(uri);
        UUID review = WellFormed.id(id);
        ReportForm form = ReportForm.of(body);
        String user = caller.user();
        Idempotency idempotency = IdempotencyKey.of(
                headers.getRequestHeader("Idempotency-Key"),
                user,
                "report",
                review.toString(),
                form.reason().slug(),
                String.valueOf(form.note()));
        return reports.report(review, caller.viewer(), user, form, idempotency).map(made -> {
            var answer = ResponseBuilder.create(made.created() ? Status.CREATED : Status.OK, made.report());
            if (made.replayed()) {
                answer.header("Idempotency-Replayed", true);
            }
            return answer.build();
        });
    }
}
