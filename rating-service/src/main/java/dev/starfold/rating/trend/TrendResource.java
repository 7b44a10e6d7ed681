package dev.starfold.rating.trend;

import dev.starfold.rating.Subject;
import dev.starfold.rating.problem.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The ratings of a subject by the time when its reviews were submitted. */
@Path("/ratings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trends", description = "How the ratings of a subject went over time")
@APIResponse(responseCode = "400", ref = "Validation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class TrendResource {

    private static final int MOST = 1000;

    private final Days days;

    TrendResource(Days days) {
        this.days = days;
    }

    /** Buckets in order of time. */
    @Schema(name = "Trend", description = "Buckets in order of time; those in which nothing counts are left out")
    public record Trend(List<Bucket> items) {}

    @GET
    @Path("/{subject}/trend")
    @Operation(
            operationId = "trend",
            summary = "The ratings of a subject over time",
            description =
                    "Counts reviews by the day, the ISO week or the month in which they were submitted, in UTC. At"
                            + " most the 1,000 latest buckets of what is asked for; `Link` leads to those before.")
    @Parameter(
            name = "bucket",
            in = ParameterIn.QUERY,
            description = "What one item covers",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"day", "week", "month"},
                            defaultValue = "day"))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Counts what was submitted from that day on, or from the day of that instant",
            schema = @Schema(type = SchemaType.STRING),
            example = "2026-04-01")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description =
                    "Counts what was submitted before that day, or until the end of the day in which that instant lies",
            schema = @Schema(type = SchemaType.STRING),
            example = "2026-05-01")
    @APIResponse(
            responseCode = "200",
            description = "The trend",
            headers =
                    @Header(
                            name = "Link",
                            description = "The buckets before the first, `rel=\"prev\"`; absent where there are none",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = Trend.class)))
    public Uni<RestResponse<Trend>> trend(
            @Parameter(
                            description = "What is rated, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Context UriInfo uri) {
        Parameters.allow(uri, "bucket", "from", "to");
        Subject.require(subject);
        var window = Window.read(uri);
        // One more than may be shown tells whether there are any before.
        return days.buckets(subject, window, MOST + 1).map(found -> answer(subject, window, found));
    }

    private static RestResponse<Trend> answer(String subject, Window window, List<Bucket> found) {
        if (found.size() <= MOST) {
            return RestResponse.ok(new Trend(found));
        }
        var items = found.subList(1, found.size());
        return ResponseBuilder.ok(new Trend(items))
                .header(
                        "Link",
                        "</ratings/%s/trend?bucket=%s&from=%s&to=%s>; rel=\"prev\""
                                .formatted(
                                        subject,
                                        window.bucket(),
                                        window.from(),
                                        items.getFirst().bucket()))
                .build();
    }
}
