package dev.starfold.rating;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Completes the generated OpenAPI document by what annotations would have to say of each field and call again. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

    /** What is asked for may be left out in part, and problems say only what they have. */
    private static final List<String> PARTIAL = List.of("NewExclusion", "Problem", "Violation", "Job");

    /** What event-store's types may leave open. */
    private static final Map<String, List<String>> NULLABLE = Map.of(
            "Overview", List.of("interruption", "refusal"),
            "RelayStatus", List.of("owner"),
            "ProjectionStatus", List.of("drift", "verifiedAt"),
            "Job", List.of("eta", "endedAt"),
            "SetAside", List.of("key", "value", "replayedAt"),
            "Page", List.of("next"));

    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("GET ", "The relay, the projection and what was set aside, at a glance"),
            Map.entry("POST rebuilds", "Build the projection anew from the start of its logs, beside the live one"),
            Map.entry("GET rebuilds/id", "How far a rebuild is"),
            Map.entry("DELETE rebuilds/id", "Cancel a rebuild; nothing happens to one that has ended"),
            Map.entry("POST verifications", "Compare every aggregate with a fresh fold of its contributions"),
            Map.entry("GET verifications/id", "What a verification found"),
            Map.entry("POST republish", "Send the service's whole log to Kafka again"),
            Map.entry("GET republish/id", "How far the log has been sent again"),
            Map.entry("GET dead-letters", "Records that could not be applied"),
            Map.entry("GET dead-letters/id", "One record that could not be applied"),
            Map.entry("POST dead-letters/id/replay", "Send the record through again"));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Object> examples = examples();
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (examples.containsKey(name)) {
                schema.setExamples(List.of(examples.get(name)));
            }
            if (schema.getProperties() == null) {
                return;
            }
            if (!PARTIAL.contains(name)) {
                schema.setRequired(new ArrayList<>(schema.getProperties().keySet()));
            }
            schema.getProperties().values().forEach(ContractFilter::enumerateItems);
            NULLABLE.getOrDefault(name, List.of()).forEach(field -> schema.addProperty(field, orNull(schema, field)));
            schema.getProperties().values().forEach(ContractFilter::enumerateNull);
        });
        found(Objects.requireNonNull(document.getComponents().getSchemas().get("Job")));
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> complete(path, method, operation)));
    }

    /** Of what is answered, by the schema's name: an annotation would have to hold them as text. */
    private static Map<String, Object> examples() {
        try (var json = ContractFilter.class.getResourceAsStream("/META-INF/openapi-examples.json")) {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        boolean operations = path.startsWith("/operations/");
        if (operations) {
            describe(path, method, operation);
        }
        SecurityRequirement token = OASFactory.createSecurityRequirement().addScheme("SecurityScheme");
        boolean needed = operations || path.contains("/exclusions");
        operation.setSecurity(needed ? List.of(token) : List.of(OASFactory.createSecurityRequirement(), token));
    }

    private static Schema orNull(Schema schema, String field) {
        Schema property = Objects.requireNonNull(
                Objects.requireNonNull(schema.getProperties()).get(field), field);
        Schema none = OASFactory.createSchema().addType(Schema.SchemaType.NULL);
        return property.getRef() == null
                ? property.addType(Schema.SchemaType.NULL)
                : OASFactory.createSchema().addAnyOf(property).addAnyOf(none);
    }

    /** An annotation can enumerate values of a list only as if they were lists. */
    private static void enumerateItems(Schema property) {
        if (property.getEnumeration() != null && property.getItems() != null) {
            property.getItems().setEnumeration(property.getEnumeration());
            property.setEnumeration(null);
        }
    }

    /** What may be null is so also where values are enumerated. */
    private static void enumerateNull(Schema property) {
        List<Object> values = property.getEnumeration();
        if (values != null && !values.contains(null) && property.getType().contains(Schema.SchemaType.NULL)) {
            List<Object> all = new ArrayList<>(values);
            all.add(null);
            property.setEnumeration(all);
        }
    }

    /** What becomes of a job stands beside its fields, by its kind. */
    private static void found(Schema job) {
        job.addProperty("checked", number("Aggregates that a verification compared"));
        job.addProperty("drift", number("Those of them that differ from their fold"));
        job.addProperty(
                "drifted",
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.ARRAY)
                        .items(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                        .maxItems(100)
                        .description("The first of these"));
        job.addProperty("records", number("Those that a rebuild read"));
        job.addProperty("setAside", number("Those of them that can't be applied"));
        job.addProperty(
                "cause",
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).description("Why a rebuild failed"));
    }

    private static Schema number(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).description(description);
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        String of = path.replaceFirst("^/operations/\\{service}/?", "").replace("{id}", "id");
        String words = OPERATIONS.get(method + " " + of);
        if (words != null) {
            operation.setSummary(words);
            operation.setDescription("For operators, of this service alone: `service` is `rating`.");
            operation.setOperationId(method.name().toLowerCase(Locale.ROOT) + "-operations"
                    + (of.isEmpty() ? "" : "-" + of.replace('/', '-')));
            operation.setTags(List.of("operations"));
            if (method == HttpMethod.POST && !of.endsWith("replay")) {
                // A job is 202, which is added elsewhere.
                operation.getResponses().removeAPIResponse("200");
            }
        }
    }
}
