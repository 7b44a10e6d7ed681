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
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The days of a subject that break from its own past. */
@Path("/ratings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trends", description = "How the ratings of a subject went over time")
@APIResponse(responseCode = "400", ref = "Validation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class AnomalyResource {

    private static final int DAYS = 4000;
    private static final int MOST = 100;

    private final Days days;

    AnomalyResource(Days days) {
        this.days = days;
    }

    /** Days in order of time. */
    @Schema(name = "Anomalies", description = "Days in order of time")
    public record Answer(List<Anomaly> items) {}

    @GET
    @Path("/{subject}/anomalies")
    @Operation(
            operationId = "anomalies",
            summary = "Days that break from the subject's own past",
            description = "Judges each day, in UTC, by the days before it, once there are 7. Volume: `(count − m) ÷"
                    + " max(1.4826·MAD, √max(m, 1))`, with `m` and `MAD` the median and the median absolute deviation of the"
                    + " counts of the 28 days before. Mean: how many standard errors it is from the mean over all days"
                    + " before, where the day has 5 reviews and those before have 20. Either breaks at 3.5 (Iglewicz and"
                    + " Hoaglin, 1993). Looks at what counts, so what moderators excluded is not seen. The 100 latest, out of"
                    + " the 4,000 latest days with reviews.")
    @APIResponse(responseCode = "200", description = "The anomalies")
    public Uni<Answer> anomalies(
            @Parameter(
                            description = "What is rated, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Context UriInfo uri) {
        Parameters.allow(uri);
        Subject.require(subject);
        return days.days(subject, DAYS).map(found -> {
            var anomalies = Anomalies.of(found, LocalDate.now(Clock.systemUTC()));
            return new Answer(anomalies.subList(Math.max(0, anomalies.size() - MOST), anomalies.size()));
        });
    }
}
