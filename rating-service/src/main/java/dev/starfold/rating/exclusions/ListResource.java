package dev.starfold.rating.exclusions;

import dev.starfold.rating.Subject;
import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
import org.jspecify.annotations.Nullable;

/** The list of a subject's exclusions. */
@Path("/ratings")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(
        name = "Exclusions",
        description = "What moderators take out of the counts of a subject, for instance a review bomb")
@APIResponse(responseCode = "400", ref = "Validation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ListResource {

    private final Exclusions exclusions;
    private final Caller caller;
    private final String cursorKey;

    ListResource(Exclusions exclusions, Caller caller, @ConfigProperty(name = "starfold.cursor-key") String cursorKey) {
        this.exclusions = exclusions;
        this.caller = caller;
        this.cursorKey = cursorKey;
    }

    /** Some exclusions, and the cursor of what comes behind them; {@code null} at the end. */
    @Schema(name = "Exclusions", description = "A page of exclusions, newest first")
    public record Page(
            List<ExclusionView> items,

            @Schema(description = "The cursor of the next page; null on the last", nullable = true) @Nullable String next) {}

    @GET
    @Path("/{subject}/exclusions")
    @Operation(
            operationId = "exclusions",
            summary = "The exclusions in force",
            description = "For moderators, newest first.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many items a page may have",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `next` of the page before",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page of them",
            headers = {
                @Header(
                        name = "Link",
                        description = "The next page, `rel=\"next\"`; absent on the last",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Vary",
                        description = "`Authorization`: the answer depends on who asks",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Uni<RestResponse<Page>> list(
            @Parameter(
                            description = "Whose reviews are meant, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Context UriInfo uri) {
        Parameters.allow(uri, "limit", "cursor");
        Subject.require(subject);
        int limit = Parameters.limit(uri);
        var after = cursor(uri, subject);
        caller.requireModerator();
        // One more than asked for tells whether there is a next page.
        return exclusions.page(subject, after, limit + 1).map(found -> answer(subject, limit, found));
    }

    private RestResponse<Page> answer(String subject, int limit, List<ExclusionView> found) {
        if (found.size() <= limit) {
            return RestResponse.ok(new Page(found, null));
        }
        var items = found.subList(0, limit);
        var last = items.getLast();
        var next = new Cursor(last.at(), last.id()).encode(cursorKey, subject);
        return ResponseBuilder.ok(new Page(items, next))
                .header(
                        "Link",
                        "<%s?limit=%d&cursor=%s>; rel=\"next\"".formatted(ExclusionResource.path(subject), limit, next))
                .build();
    }

    private @Nullable Cursor cursor(UriInfo uri, String subject) {
        var text = Parameters.single(uri, "cursor");
        var cursor = text == null ? null : Cursor.decode(cursorKey, subject, text);
        if (text != null && cursor == null) {
            throw Problems.invalid("cursor", "is not a cursor of this list");
        }
        return cursor;
    }
}
