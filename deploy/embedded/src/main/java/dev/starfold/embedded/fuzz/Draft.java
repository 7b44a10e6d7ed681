package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call as it would succeed, before anything hostile is done to it.
 *
 * @param path values by name, escaped as they stand in the address
 * @param query values by name, escaped too
 * @param type the body's content type; {@code null} where the call has no body
 */
record Draft(
        Operation operation,
        Map<String, String> path,
        Map<String, String> query,
        List<String> headers,
        @Nullable String type,
        JsonNode body) {

    /** @param token {@code null} for nobody's */
    static Draft valid(Operation operation, Map<String, String> values, @Nullable String token) {
        Map<String, String> path = new LinkedHashMap<>();
        Map<String, String> query = new LinkedHashMap<>();
        List<String> headers = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            String given = values.get(parameter.name());
            String value = given == null ? parameter.example().asText("1") : given;
            switch (parameter.in()) {
                case "path" -> path.put(parameter.name(), escaped(value));
                case "query" -> {
                    if (given != null || parameter.required()) {
                        query.put(parameter.name(), escaped(value));
                    }
                }
                default -> {
                    if (given != null || parameter.required()) {
                        headers.add(parameter.name() + ": " + value);
                    }
                }
            }
        }
        if (token != null) {
            headers.add("Authorization: Bearer " + token);
        }
        var content = operation.contents().entrySet().stream().findFirst();
        content.ifPresent(type -> headers.add("Content-Type: " + type.getKey()));
        JsonNode body = content.map(type -> filled(type.getValue(), values)).orElse(Document.JSON.missingNode());
        return new Draft(
                operation, path, query, headers, content.map(Map.Entry::getKey).orElse(null), body);
    }

    private static JsonNode filled(JsonNode example, Map<String, String> values) {
        JsonNode body = example.deepCopy();
        if (body instanceof ObjectNode object) {
            values.forEach((name, value) -> {
                if (object.has(name)) {
                    object.put(name, value);
                }
            });
        }
        return body;
    }

    static String escaped(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    Request request() {
        return new Request(operation.method(), target(path, query), headers, bytes());
    }

    /** With another value in the path or the query, escaped already. */
    Request with(Parameter parameter, String value) {
        boolean inPath = parameter.in().equals("path");
        Map<String, String> changed = new LinkedHashMap<>(inPath ? path : query);
        changed.put(parameter.name(), value);
        return request().withTarget(inPath ? target(changed, query) : target(path, changed));
    }

    byte[] bytes() {
        return type == null ? new byte[0] : (body.isTextual() ? body.textValue() : body.toString()).getBytes(UTF_8);
    }

    private String target(Map<String, String> path, Map<String, String> query) {
        String target = operation.path();
        for (var value : path.entrySet()) {
            target = target.replace("{" + value.getKey() + "}", value.getValue());
        }
        return target
                + (query.isEmpty() ? "" : "?")
                + query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
    }
}
