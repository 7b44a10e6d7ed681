package dev.starfold.eventstore.operations.http;

import dev.starfold.eventstore.operations.Job;
import dev.starfold.eventstore.operations.Operations;
import dev.starfold.eventstore.operations.SetAside;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What an operator may see and do of one service. */
@Path("/operations/{service}")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

    /** Kinds of jobs by their place in the path. */
    private enum Kind {
        REBUILDS("rebuilds", Job.REBUILD),
        VERIFICATIONS("verifications", Job.VERIFICATION),
        REPUBLISH("republish", Job.REPUBLICATION);

        private final String path;
        private final String kind;

        Kind(String path, String kind) {
            this.path = path;
            this.kind = kind;
        }
    }

    private final Operations operations;

    OperationsResource(Operations operations) {
        this.operations = operations;
    }

    /** Some of the records set aside, and what to ask the rest with; {@code null} at the end. */
    public record Page(List<SetAside> items, @Nullable String next) {}

    @GET
    public Operations.Overview overview(
            @Context SecurityContext caller, @Context UriInfo uri, @PathParam("service") String service) {
        return asked(caller, uri, service, Set.of(), operations::overview);
    }

    @POST
    @Path("/rebuilds")
    public Response rebuild(
            @Context SecurityContext caller, @Context UriInfo uri, @PathParam("service") String service) {
        return begin(caller, uri, service, Kind.REBUILDS);
    }

    @GET
    @Path("/rebuilds/{id}")
    public Job rebuild(
            @Context SecurityContext caller,
            @Context UriInfo uri,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        return asked(caller, uri, service, Set.of(), () -> job(Kind.REBUILDS, id));
    }

    @DELETE
    @Path("/rebuilds/{id}")
    public void cancelRebuild(
            @Context SecurityContext caller,
            @Context UriInfo uri,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        asked(caller, uri, service, Set.of(), () -> {
            operations.cancel(Job.REBUILD, job(Kind.REBUILDS, id).id());
            return id;
        });
    }

    @POST
    @Path("/verifications")
    public Response verify(
            @Context SecurityContext caller, @Context UriInfo uri, @PathParam("service") String service) {
        return begin(caller, uri, service, Kind.VERIFICATIONS);
    }

    @GET
    @Path("/verifications/{id}")
    public Job verification(
            @Context SecurityContext caller,
            @Context UriInfo uri,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        return asked(caller, uri, service, Set.of(), () -> job(Kind.VERIFICATIONS, id));
    }

    @POST
    @Path("/republish")
    public Response republish(
            @Context SecurityContext caller, @Context UriInfo uri, @PathParam("service") String service) {
        return begin(caller, uri, service, Kind.REPUBLISH);
    }

    @GET
    @Path("/republish/{id}")
    public Job republication(
            @Context SecurityContext caller,
            @Context UriInfo uri,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        return asked(caller, uri, service, Set.of(), () -> job(Kind.REPUBLISH, id));
    }

    @GET
    @Path("/dead-letters")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, `rel=\"next\"`; absent on the last",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Response deadLetters(
            @Context SecurityContext caller,
            @Context UriInfo uri,
            @PathParam("service") String service,
            @QueryParam("limit") @DefaultValue("20") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return asked(caller, uri, service, Set.of("limit", "cursor"), () -> {
            int most = OperationsProblems.limit(limit);
            if (cursor != null && operations.deadLetters().get(cursor).isEmpty()) {
                throw OperationsProblems.invalid("cursor", "is not a cursor of this list");
            }
            List<SetAside> found = operations.deadLetters().page(cursor, most + 1);
            List<SetAside> items = found.subList(0, Math.min(most, found.size()));
            if (found.size() <= most) {
                return Response.ok(new Page(items, null)).build();
            }
            String next = items.getLast().id();
            String link =
                    "</operations/%s/dead-letters?limit=%d&cursor=%s>; rel=\"next\"".formatted(service, most, next);
            return Response.ok(new Page(items, next)).header("Link", link).build();
        });
    }

    @GET
    @Path("/dead-letters/{id}")
    public SetAside deadLetter(
            @Context SecurityContext caller,
            @Context UriInfo uri,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        return asked(caller, uri, service, Set.of(), () -> letter(id));
    }

    @POST
    @Path("/dead-letters/{id}/replay")
    public SetAside replay(
            @Context SecurityContext caller,
            @Context UriInfo uri,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        return asked(caller, uri, service, Set.of(), () -> {
            letter(id);
            Optional<String> refusal = operations.deadLetters().replay(id);
            if (refusal.isPresent()) {
                throw OperationsProblems.stillRefused(refusal.get());
            }
            return letter(id);
        });
    }

    private Response begin(SecurityContext caller, UriInfo uri, String service, Kind kind) {
        Job job = asked(caller, uri, service, Set.of(), () -> operations.begin(kind.kind));
        URI location = URI.create("/operations/%s/%s/%s".formatted(service, kind.path, job.id()));
        return Response.accepted(job).header("Location", location).build();
    }

    private Job job(Kind kind, String id) throws Exception {
        return operations
                .job(kind.kind, OperationsProblems.uuid(id))
                .orElseThrow(() -> OperationsProblems.unknown("job"));
    }

    private SetAside letter(String id) throws Exception {
        return operations.deadLetters().get(id).orElseThrow(() -> OperationsProblems.unknown("dead letter"));
    }

    private <T> T asked(
            SecurityContext caller, UriInfo uri, String service, Set<String> parameters, Callable<T> answer) {
        OperationsProblems.requireToken(caller);
        OperationsProblems.requireParameters(uri, parameters);
        if (!service.equals(operations.service())) {
            throw OperationsProblems.unknown("service");
        }
        OperationsProblems.requireOperator(caller);
        return OperationsProblems.orUnavailable(answer);
    }
}
