package dev.starfold.rating;

import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ratings of subjects: read by anyone, one at a time or up to a hundred at once. */
@Path("/ratings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ratings", description = "What the public reviews of a subject add up to")
@APIResponse(responseCode = "400", ref = "Validation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class RatingResource {

    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RatingReader reader;

    RatingResource(RatingReader reader) {
        this.reader = reader;
    }

    /** Several ratings, in the order asked for. */
    @Schema(name = "Ratings", description = "Ratings in the order asked for")
    public record Ratings(List<Rating> items) {}

    @GET
    @Path("/{subject}")
    @Operation(
            operationId = "rating",
            summary = "The rating of a subject",
            description = "Any well-formed subject has a rating; one without reviews has `count` 0.")
    @APIResponse(responseCode = "200", description = "The rating")
    public Uni<Rating> rating(
            @Parameter(
                            description = "What is rated, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Context UriInfo uri) {
        Parameters.allow(uri);
        Subject.require(subject);
        return read(List.of(subject)).map(List::getFirst);
    }

    @GET
    @Operation(
            operationId = "ratings",
            summary = "The ratings of up to 100 subjects",
            description = "Answers each subject asked for, in that order, also one asked for twice.")
    @APIResponse(responseCode = "200", description = "The ratings")
    public Uni<Ratings> ratings(
            @Parameter(
                            description = "What is rated, `type:id`; 1 to 100 of them",
                            required = true,
                            example = "[\"anime:53393\", \"book:9780261102217\"]")
                    @QueryParam("subject")
                    List<String> subjects,
            @Context UriInfo uri) {
        Parameters.allow(uri, "subject");
        if (subjects.isEmpty() || subjects.size() > MOST) {
            throw Problems.invalid("subject", "must be given 1 to " + MOST + " times");
        }
        subjects.forEach(Subject::require);
        return read(subjects).map(Ratings::new);
    }

    private Uni<List<Rating>> read(List<String> subjects) {
        return reader.read(subjects).ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable());
    }
}
