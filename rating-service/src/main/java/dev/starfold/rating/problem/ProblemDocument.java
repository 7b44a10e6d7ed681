package dev.starfold.rating.problem;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem as the OpenAPI document describes it. */
@Schema(
        name = "Problem",
        description = "A problem by RFC 9457",
        requiredProperties = {"type", "title", "status", "detail"})
public record ProblemDocument(
        @Schema(description = "What kind of problem; stable", examples = "/problems/validation")
        String type,

        @Schema(description = "The kind in words", examples = "Not valid")
        String title,

        @Schema(description = "The HTTP status", examples = "400")
        int status,

        @Schema(description = "What is wrong this time", examples = "subject must be type:id")
        String detail,

        @Schema(description = "The path asked for, when it could be read", examples = "/ratings/anime")
        String instance,

        @Schema(description = "With `/problems/validation`: each field or parameter that is wrong")
        List<Problems.Violation> errors) {}
