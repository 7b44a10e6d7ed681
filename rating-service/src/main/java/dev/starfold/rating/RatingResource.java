package dev.starfold.rating;

import dev.starfold.rating.after.ReviewVersion;
import dev.starfold.rating.after.Waiting;
import dev.starfold.rating.chart.Chart;
import dev.starfold.rating.chart.Charts;
import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
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

/** Ratings of subjects: read by anyone, one at a time, up to a hundred at once, or a type's in order. */
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
    private final Charts charts;

    RatingResource(RatingReader reader, Waiting waiting, Charts charts) {
        this.reader = reader;
        this.waiting = waiting;
        this.charts = charts;
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
        if (after == null) {
            return read(subject, part);
        }
        return part.isWhole() ? waiting.read(subject, after) : waiting.read(subject, after, () -> read(subject, part));
    }

    @GET
    @Operation(
            operationId = "ratings",
            summary = "The ratings of up to 100 subjects, or the chart of a type",
            description =
                    "With `subject`: answers each subject asked for, in that order, also one asked for twice. With `type`: a"
                            + " page of the subjects of that type in order. All pages that follow one another by their cursor"
                            + " are of one ranking, so that no subject is repeated or left out while ranks move; figures are"
                            + " those of now. `rank` is the place under this `sort` among all subjects of the type, whatever"
                            + " `minCount` leaves out. Neither `subject` nor the chart's parameters go with the other.")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Whose chart is asked for; instead of `subject`",
            schema = @Schema(type = SchemaType.STRING, pattern = Charts.TYPE),
            example = "anime")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description =
                    "What the highest come first by; then those with more reviews, then by `subject`. `weighted` and `mean`"
                            + " are compared unrounded. `trending` is `Σ count·2^(−days/7)` over the UTC days of the last 52"
                            + " weeks, `days` being their age; what is older would add less than 2^-52 of a review of today",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"weighted", "mean", "count", "trending"},
                            defaultValue = "weighted"))
    @Parameter(
            name = "minCount",
            in = ParameterIn.QUERY,
            description = "Leaves out subjects of which fewer reviews counted when they were ranked",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "999999999", defaultValue = "0"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many items a page of the chart may have",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description =
                    "The `next` of the page before. Good for as long as its ranking is the newest, and 15 minutes more",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "subject",
            in = ParameterIn.QUERY,
            description = "What is rated, `type:id`; 1 to 100 of them",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "[\"anime:53393\", \"book:9780261102217\"]")
    @APIResponse(
            responseCode = "200",
            description = "The ratings, or a page of the chart",
            headers =
                    @Header(
                            name = "Link",
                            description = "The chart's next page, `rel=\"next\"`; absent on the last",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(oneOf = {Ratings.class, Chart.class})))
    public Uni<RestResponse<Object>> ratings(@Context UriInfo uri) {
        // As a list for this method they would come without the empty ones.
        var subjects = uri.getQueryParameters().getOrDefault("subject", List.of());
        if (uri.getQueryParameters().containsKey("type")) {
            return chart(subjects, uri);
        }
        Parameters.allow(uri, "subject");
        if (subjects.isEmpty() || subjects.size() > MOST) {
            throw Problems.invalid("subject", "must be given 1 to " + MOST + " times");
        }
        subjects.forEach(Subject::require);
        return read(subjects).map(items -> RestResponse.ok(new Ratings(items)));
    }

    private Uni<RestResponse<Object>> chart(List<String> subjects, UriInfo uri) {
        if (!subjects.isEmpty()) {
            throw Problems.invalid("type", "and subject exclude each other");
        }
        return charts.page(uri).ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable());
    }

    private Uni<Rating> read(String subject, Part part) {
        return part.isWhole()
                ? reader.read(subject)
                : reader.read(subject, part).ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable());
    }

    private Uni<List<Rating>> read(List<String> subjects) {
        return reader.read(subjects).ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable());
    }
}
