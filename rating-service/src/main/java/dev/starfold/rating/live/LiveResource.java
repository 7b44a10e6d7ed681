package dev.starfold.rating.live;

import dev.starfold.rating.Subject;
import dev.starfold.rating.problem.Parameters;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The rating of a subject as it changes. */
@Path("/ratings")
@Tag(name = "Ratings")
@APIResponse(responseCode = "400", ref = "Validation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class LiveResource {

    private final Live live;

    LiveResource(Live live) {
        this.live = live;
    }

    @GET
    @Path("/{subject}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "live",
            summary = "The rating of a subject as it changes",
            description =
                    "Server-sent events named `rating`, their data being what `GET /ratings/{subject}` answers: one at"
                            + " once, then one after every change of the subject's own reviews, reactions or exclusions, at most four a second, the"
                            + " last state always among them. A client that comes back with `Last-Event-ID` gets the current state only if"
                            + " that is another one. Comments show every 15 seconds (unless configured otherwise) that the stream is alive."
                            + " 503 with `Retry-After` where as many streams are open as an instance takes.")
    @APIResponse(
            responseCode = "200",
            description = "The stream, open until the client leaves or the service stops",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = """
                                    event: rating
                                    id: 5eH1jQb0xYv8Kp2W
                                    data: {"subject":"anime:53393","count":4,"sum":27,"mean":6.75}

                                    : ping
                                    """))
    public Multi<OutboundSseEvent> live(
            @Parameter(
                            description = "What is rated, `type:id`",
                            schema = @Schema(type = SchemaType.STRING, pattern = Subject.PATTERN),
                            example = "anime:53393")
                    @PathParam("subject")
                    String subject,
            @Parameter(description = "The id of the last event that the client has", example = "5eH1jQb0xYv8Kp2W")
                    @HeaderParam("Last-Event-ID")
                    @Nullable String lastEventId,
            @Context UriInfo uri,
            @Context Sse sse) {
        check(subject, uri);
        return live.subscribe(new Subscriber.Request(subject, lastEventId, sse));
    }

    /** Else {@link #live} would answer HEAD as well: by a stream that shows nothing and never ends. */
    @HEAD
    @Path("/{subject}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    @NonBlocking
    public RestResponse<Void> head(@PathParam("subject") String subject, @Context UriInfo uri) {
        check(subject, uri);
        return ResponseBuilder.<Void>create(Status.OK)
                .type(MediaType.SERVER_SENT_EVENTS)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private static void check(String subject, UriInfo uri) {
        Parameters.allow(uri);
        Subject.require(subject);
    }
}
