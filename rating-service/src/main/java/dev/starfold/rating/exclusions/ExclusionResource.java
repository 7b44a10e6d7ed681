package dev.starfold.rating.exclusions;

import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.Recorded;
import dev.starfold.rating.Subject;
import dev.starfold.rating.exclusions.ExclusionCommand.Add;
import dev.starfold.rating.exclusions.ExclusionCommand.Remove;
import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.WellFormed;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Exclusions of a subject: moderators add, read and remove them. */
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
public class ExclusionResource {

    private final ExclusionStore store;
    private final Exclusions exclusions;
    private final Caller caller;

    ExclusionResource(ExclusionStore store, Exclusions exclusions, Caller caller) {
        this.store = store;
        this.exclusions = exclusions;
        this.caller = caller;
    }

    @POST
    @Path("/{subject}/exclusions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "exclude",
            summary = "Take reviews out of the counts",
            description = "For moderators. Excludes what was submitted in a window, what an author wrote, or what meets"
                    + " both: also what is submitted later. A review is out while any exclusion covers it.")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "Unique per caller. A repeat with the same content gives the first success again",
            schema = @Schema(type = SchemaType.STRING, pattern = "[\\x21-\\x7E]{1,255}"),
            example = "5f0c1d0e")
    @APIResponse(
            responseCode = "201",
            description = "The exclusion",
            headers = {
                @Header(
                        name = "Location",
                        description = "Its path, `/ratings/{subject}/exclusions/{id}`",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Idempotency-Replayed",
                        description = "`true` where this is an earlier success again",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = ExclusionView.class)))
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "422", ref = "IdempotencyKeyReused")
    public Uni<RestResponse<ExclusionView>> add(
            @Parameter(
                            description = "Whose reviews are meant, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ExclusionDocument.class),
                                            example = """
                                                    {"author": "ana", "reason": "Paid for by the publisher"}
                                                    """))
                    byte[] body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Parameters.allow(uri);
        Subject.require(subject);
        var form = ExclusionForm.read(body);
        var key = IdempotencyKey.of(headers.getRequestHeader("Idempotency-Key"), caller.user(), subject, form);
        caller.requireModerator();
        var id = key == null ? UUID.randomUUID() : key.exclusion();
        var add = new Add(id, subject, form.scope(), form.reason(), caller.user(), now());
        return store.execute(id, add, caller.metadata(), key == null ? null : key.idempotency())
                .map(ExclusionResource::created);
    }

    @GET
    @Path("/{subject}/exclusions/{id}")
    @Operation(operationId = "exclusion", summary = "An exclusion in force", description = "For moderators.")
    @APIResponse(
            responseCode = "200",
            description = "The exclusion",
            headers =
                    @Header(
                            name = "Vary",
                            description = "`Authorization`: the answer depends on who asks",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ExclusionView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "410", ref = "Removed")
    public Uni<ExclusionView> get(
            @Parameter(
                            description = "Whose reviews are meant, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Parameter(example = "0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11") @PathParam("id") String id,
            @Context UriInfo uri) {
        return find(subject, id, uri).map(row -> {
            if (!row.active) {
                throw new Rejection.Removed();
            }
            caller.requireModerator();
            return row.view();
        });
    }

    @DELETE
    @Path("/{subject}/exclusions/{id}")
    @Operation(
            operationId = "include",
            summary = "Let the reviews count again",
            description = "For moderators. What other exclusions cover stays out. May be repeated.")
    @APIResponse(responseCode = "204", description = "The exclusion is not in force any more")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<RestResponse<Void>> remove(
            @Parameter(
                            description = "Whose reviews are meant, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Parameter(example = "0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11") @PathParam("id") String id,
            @Context UriInfo uri) {
        return find(subject, id, uri)
                .chain(row -> {
                    caller.requireModerator();
                    var remove = new Remove(row.id, subject, caller.user(), now());
                    return store.execute(row.id, remove, caller.metadata(), null);
                })
                .map(done -> RestResponse.noContent());
    }

    private Uni<ExclusionRow> find(String subject, String id, UriInfo uri) {
        Parameters.allow(uri);
        Subject.require(subject);
        return exclusions.find(subject, WellFormed.id(id));
    }

    private static RestResponse<ExclusionView> created(Outcome<ExclusionEvent> outcome) {
        var exclusion = Objects.requireNonNull(
                Exclusion.fold(outcome.history().stream().map(Recorded::event).toList()));
        // A plain header, since JAX-RS would make the URI absolute with this service's own address.
        var answer = ResponseBuilder.create(Status.CREATED, ExclusionView.of(exclusion))
                .header("Location", path(exclusion.subject()) + "/" + exclusion.id());
        if (outcome.replayed()) {
            answer.header("Idempotency-Replayed", true);
        }
        return answer.build();
    }

    /** A subject has no character that a path would need escaped. */
    static String path(String subject) {
        return "/ratings/" + subject + "/exclusions";
    }

    /** As fine as PostgreSQL keeps it, so that every answer says the same. */
    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
