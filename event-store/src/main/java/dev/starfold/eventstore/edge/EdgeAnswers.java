package dev.starfold.eventstore.edge;

import dev.starfold.eventstore.operations.http.OperationsAnswers;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to every call of the OpenAPI document what any of them may be answered at the edge, and to the operations what they may answer. */
public final class EdgeAnswers implements OASFilter {

    private static final Map<String, String> ANSWERS = Map.of(
            "406", "There is no representation that `Accept` asks for",
            "408", "The body was not complete in time",
            "414", "The address is too long",
            "429", "Too many requests of this user or address: again after `Retry-After` seconds",
            "431", "The headers are too large",
            "503", "More is being asked than can be answered: again after `Retry-After` seconds");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OperationsAnswers.addTo(document);
        document.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .values()
                .forEach(EdgeAnswers::add));
    }

    private static void add(Operation operation) {
        ANSWERS.forEach((status, description) -> {
            if (!operation.getResponses().hasAPIResponse(status)) {
                operation.getResponses().addAPIResponse(status, answer(status, description));
            }
        });
    }

    private static APIResponse answer(String status, String description) {
        APIResponse answer = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        if (status.equals("429") || status.equals("503")) {
            answer.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds")
                            .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
        }
        return answer;
    }
}
