package dev.starfold.review.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document as it is served, to hold answers against. */
final class OpenApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";

    private static OpenApi served;

    private final JsonNode document;
    private final JsonSchema whole;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
        this.whole = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        document,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    /** Once for all tests: no setting changes it. */
    static synchronized OpenApi served() {
        if (served == null) {
            served = new OpenApi(json(given().noFiltersOfType(AnswerCheck.class)
                    .accept("application/json")
                    .get("/q/openapi")
                    .asString()));
        }
        return served;
    }

    /** Everything about an answer that the document does not allow. */
    List<String> faults(String method, String path, int status, String contentType, String body) {
        boolean head = method.equals("HEAD");
        String call = operation(head ? "GET" : method, path);
        if (call == null) {
            // Not a call at all: then nothing but a problem may come.
            List<String> faults = new ArrayList<>(faults("/components/schemas/Problem", body, head));
            if (status < 400 || status >= 500 || !PROBLEM.equals(typeOf(contentType))) {
                faults.add("no such call is documented, and the answer is no problem of the client's");
            }
            return faults;
        }
        String answer = call + "/responses/" + status;
        JsonNode described = document.at(answer);
        if (described.has("$ref")) {
            answer = described.get("$ref").textValue().substring(1);
            described = document.at(answer);
        }
        if (described.isMissingNode()) {
            return List.of("the status " + status + " is not documented");
        }
        if (!described.has("content")) {
            return body.isEmpty() ? List.of() : List.of("no body is documented");
        }
        String type = typeOf(contentType);
        if (!described.get("content").has(type)) {
            return List.of("the content type " + contentType + " is not documented");
        }
        String schema = answer + "/content/" + escaped(type) + "/schema";
        if (type.endsWith("ndjson")) {
            return body.lines()
                    .flatMap(line -> faults(schema, line, head).stream())
                    .toList();
        }
        return type.endsWith("json") ? faults(schema, body, head) : List.of();
    }

    private List<String> faults(String schema, String body, boolean head) {
        if (head) {
            return body.isEmpty() ? List.of() : List.of("a body for HEAD");
        }
        return schemas
                .computeIfAbsent(schema, pointer -> whole.getRefSchema(SchemaLocation.Fragment.of(pointer)))
                .validate(json(body))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The pointer to the call that serves the path: the one with the fewest parameters. */
    private String operation(String method, String path) {
        String best = null;
        Iterator<String> templates = document.get("paths").fieldNames();
        while (templates.hasNext()) {
            String template = templates.next();
            boolean serves = path.replaceFirst("(.)/$", "$1").matches(template.replaceAll("\\{[^}]*}", "[^/]+"));
            if (serves && (best == null || best.contains("{"))) {
                best = template;
            }
        }
        String verb = method.toLowerCase(Locale.ROOT);
        boolean documented = best != null && document.get("paths").get(best).has(verb);
        return documented ? "/paths/" + escaped(best) + "/" + verb : null;
    }

    private static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }

    private static String typeOf(String contentType) {
        return contentType == null ? "" : contentType.replaceFirst("\\s*;.*", "");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
