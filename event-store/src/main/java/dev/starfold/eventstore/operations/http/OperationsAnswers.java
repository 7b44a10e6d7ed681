package dev.starfold.eventstore.operations.http;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the operations in a generated OpenAPI document what they may be answered, where it does not say so by itself. */
public final class OperationsAnswers {

    private static final Map<String, String> REFUSALS = Map.of(
            "400", "A parameter or the address is not valid",
            "401", "There is no token, or it is not valid here",
            "403", "The caller is no operator",
            "404", "There is no such service, job or dead letter here");

    private OperationsAnswers() {}

    /** Changes the document in place. */
    public static void addTo(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/operations/")) {
                item.getOperations().forEach((method, operation) -> add(path, method, operation));
            }
        });
    }

    private static void add(String path, HttpMethod method, Operation operation) {
        REFUSALS.forEach((status, description) -> add(operation, status, problem(description)));
        if (path.endsWith("/replay")) {
            add(operation, "409", problem("The record was sent through again and can't be applied still"));
        } else if (method == HttpMethod.POST) {
            add(
                    operation,
                    "202",
                    answer("The job has begun; `Location` tells where to follow it", "application/json", "Job")
                            .addHeader(
                                    "Location",
                                    OASFactory.createHeader()
                                            .description("The job")
                                            .schema(OASFactory.createSchema().addType(SchemaType.STRING))));
        }
    }

    private static void add(Operation operation, String status, APIResponse answer) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation.getResponses().addAPIResponse(status, answer);
        }
    }

    private static APIResponse problem(String description) {
        return answer(description, "application/problem+json", "Problem");
    }

    private static APIResponse answer(String description, String type, String schema) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                type,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + schema))));
    }
}
