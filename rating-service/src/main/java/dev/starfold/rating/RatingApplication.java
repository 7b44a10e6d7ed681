package dev.starfold.rating;

import dev.starfold.rating.problem.ProblemDocument;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.ExternalDocumentation;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the OpenAPI document says of the service as a whole, above all the problems that any call may answer with. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Starfold: ratings",
                        version = "1",
                        description =
                                "What the public reviews of a subject and the reactions to them add up to. Every figure"
                                        + " is a fold of their logs and may trail them by moments; `asOf` says how fresh it is. Errors are RFC 9457"
                                        + " problems.",
                        contact = @Contact(name = "Starfold"),
                        license = @License(name = "Apache 2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/"),
        tags = {@Tag(name = "operations", description = "For those who have `operator` in the token's `groups`.")},
        externalDocs =
                @ExternalDocumentation(
                        description = "The events that this service publishes, as AsyncAPI",
                        url = "/asyncapi.yaml"),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = "Validation",
                                    description =
                                            "A parameter or field doesn't have the form it must have, or is unknown",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/validation", "status": 400,
                                                             "title": "Not valid",
                                                             "detail": "subject must be type:id",
                                                             "instance": "/ratings/anime",
                                                             "errors": [{"field": "subject",
                                                                         "message": "must be type:id"}]}
                                                            """)),
                            @APIResponse(
                                    name = "Unauthorized",
                                    description =
                                            "There is no token where one is needed, or it is expired or not valid here",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/unauthenticated", "status": 401,
                                                             "title": "Unauthenticated",
                                                             "detail": "This needs a bearer token that is valid here and not expired",
                                                             "instance": "/ratings/anime:53393"}
                                                            """)),
                            @APIResponse(
                                    name = "Unavailable",
                                    description =
                                            "Something needed is away, or too much is asked for; `Retry-After` says when to try again",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/unavailable", "status": 503,
                                                             "title": "Unavailable",
                                                             "detail": "Something needed for the answer is away at the moment",
                                                             "instance": "/ratings/anime:53393"}
                                                            """)),
                            @APIResponse(
                                    name = "ProjectionBehind",
                                    description = "What `after` names is not folded in yet, even after waiting",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/projection-behind", "status": 504,
                                                             "title": "Projection behind",
                                                             "detail": "That version of the review is not folded in yet. Try again."}
                                                            """)),
                            @APIResponse(
                                    name = "Forbidden",
                                    description = "The caller is no moderator",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/forbidden", "status": 403,
                                                             "title": "Forbidden",
                                                             "detail": "Only moderators see and change exclusions."}
                                                            """)),
                            @APIResponse(
                                    name = "NotFound",
                                    description = "The subject never had it",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/not-found", "status": 404,
                                                             "title": "Not found",
                                                             "detail": "The subject has no such exclusion."}
                                                            """)),
                            @APIResponse(
                                    name = "Removed",
                                    description = "It was there, but was removed",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/removed", "status": 410,
                                                             "title": "Removed",
                                                             "detail": "The exclusion was removed."}
                                                            """)),
                            @APIResponse(
                                    name = "TooLarge",
                                    description = "The body has more than 16384 bytes, or as many as configured",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/too-large", "status": 413,
                                                             "title": "Too large",
                                                             "detail": "The request is too large"}
                                                            """)),
                            @APIResponse(
                                    name = "UnsupportedMediaType",
                                    description = "The body is not declared as JSON",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/unsupported-media-type", "status": 415,
                                                             "title": "Unsupported Media Type",
                                                             "detail": "This path doesn't take that content type"}
                                                            """)),
                            @APIResponse(
                                    name = "IdempotencyKeyReused",
                                    description = "The key came before with other content",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/idempotency-key-reused", "status": 422,
                                                             "title": "Idempotency key reused",
                                                             "detail": "This Idempotency-Key succeeded before for another request."}
                                                            """))
                        }))
public class RatingApplication extends Application {}
