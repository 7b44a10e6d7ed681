package dev.starfold.rating;

import dev.starfold.rating.problem.ProblemDocument;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

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
                        license = @License(name = "Apache-2.0")),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = "Validation",
                                    description = "A parameter doesn't have the form it must have, or is unknown",
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
                                    description = "A token was sent, but it is expired or not valid here",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/unauthenticated", "status": 401,
                                                             "title": "Unauthenticated",
                                                             "detail": "The bearer token is expired, or not valid here",
                                                             "instance": "/ratings/anime:53393"}
                                                            """)),
                            @APIResponse(
                                    name = "Unavailable",
                                    description = "Something needed is away; `Retry-After` says when to try again",
                                    content =
                                            @Content(
                                                    mediaType = "application/problem+json",
                                                    schema = @Schema(implementation = ProblemDocument.class),
                                                    example = """
                                                            {"type": "/problems/unavailable", "status": 503,
                                                             "title": "Unavailable",
                                                             "detail": "Something needed for the answer is away at the moment",
                                                             "instance": "/ratings/anime:53393"}
                                                            """))
                        }))
public class RatingApplication extends Application {}
