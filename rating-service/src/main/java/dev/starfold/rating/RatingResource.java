package dev.starfold.rating;

import dev.starfold.rating.after.ReviewVersion;
import dev.starfold.rating.after.Waiting;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
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
    private final Waiting waiting;

    RatingResource(RatingReader reader, Waiting waiting) {
        this.reader = reader;
        this.waiting = waiting;
    }

    /** Several ratings, in the order asked for. */
    @Schema(name = "Ratings", description = "Ratings in the order asked for")
    public record Ratings(List<Rating> items) {}

    @GET
    @Path("/{subject}")
    @Operation(
            operationId = "rating",
            summary = "The rating of a subject",
            description =
                    "Any well-formed subject has a rating; one without reviews has `count` 0. With `preliminary` or"
                            + " `language` it is over that part of the reviews: the same statistics, where the mean of the type"
                            + " stays that of all its reviews and `rank` is null.")
    @Parameter(
            name = "preliminary",
            in = ParameterIn.QUERY,
            description = "`exclude`: leaves out reviews of what their author has not finished; `only`: just these",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"exclude", "only"}))
    @Parameter(
            name = "language",
            in = ParameterIn.QUERY,
            description = "Only reviews in this language, a BCP 47 tag; `pt` also finds `pt-BR`",
            schema = @Schema(type = SchemaType.STRING, maxLength = 35),
            example = "pt")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "`{reviewId}@{version}`: waits, for 2 seconds at most, until that version of a review of this"
                    + " subject, or a newer one, is folded in. So its author reads the own write",
            schema = @Schema(type = SchemaType.STRING),
            example = "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11@2")
    @APIResponse(responseCode = "200", description = "The rating")
    @APIResponse(responseCode = "504", ref = "ProjectionBehind")
    public Uni<Rating> rating(
            @Parameter(
                            description = "What is rated, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Context UriInfo uri) {
        Parameters.allow(uri, "preliminary", "language", "after");
        Subject.require(subject);
        var part = Part.read(uri);
        var after = ReviewVersion.read(uri);
        return after == null
                ? read(subject, part)
                : waiting.until(subject, after).chain(() -> read(subject, part));
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

    private Uni<Rating> read(String subject, Part part) {
        return part.isWhole()
                ? read(List.of(subject)).map(List::getFirst)
                : reader.read(subject, part).ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable());
    }

    private Uni<List<Rating>> read(List<String> subjects) {
        return reader.read(subjects).ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable());
    }
}
