package dev.starfold.embedded.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** An OpenAPI document as it is served: its calls, with every reference followed. */
final class Document {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VERBS = List.of("get", "put", "post", "delete", "patch");

    private final JsonNode root;

    Document(byte[] served) throws IOException {
        root = JSON.readTree(served);
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> VERBS.stream()
                .filter(verb -> path.getValue().has(verb))
                .forEach(verb -> operations.add(operation(path.getKey(), verb, path.getValue()))));
        return operations;
    }

    private Operation operation(String path, String verb, JsonNode shared) {
        JsonNode call = shared.path(verb);
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode list : List.of(shared.path("parameters"), call.path("parameters"))) {
            list.forEach(each -> {
                JsonNode parameter = followed(each);
                parameters.add(new Parameter(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        parameter.path("required").asBoolean(),
                        followed(parameter.path("schema")),
                        example(parameter)));
            });
        }
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        followed(call.path("requestBody"))
                .path("content")
                .properties()
                .forEach(content ->
                        contents.put(content.getKey(), written(content.getKey(), example(content.getValue()))));
        Map<Integer, TreeSet<String>> answers = new LinkedHashMap<>();
        call.path("responses").properties().forEach(answer -> {
            TreeSet<String> types = new TreeSet<>();
            followed(answer.getValue()).path("content").fieldNames().forEachRemaining(types::add);
            answers.put(Integer.parseInt(answer.getKey()), types);
        });
        return new Operation(verb.toUpperCase(java.util.Locale.ROOT), path, parameters, contents, answers);
    }

    /** Where JSON goes line by line, the example is of a line. */
    private static JsonNode written(String type, JsonNode example) {
        return type.endsWith("ndjson") && example.isObject() ? TextNode.valueOf(example + "\n") : example;
    }

    /** What the document itself gives as an example; without one, what its schema allows. */
    private JsonNode example(JsonNode holder) {
        if (holder.has("example")) {
            return holder.get("example");
        }
        for (JsonNode named : holder.path("examples")) {
            return followed(named).path("value");
        }
        return sample(followed(holder.path("schema")));
    }

    private JsonNode sample(JsonNode schema) {
        for (String given : List.of("example", "default", "const")) {
            if (schema.has(given)) {
                return schema.get(given);
            }
        }
        for (String list : List.of("examples", "enum")) {
            if (schema.path(list).path(0) != MissingNode.getInstance()) {
                return schema.path(list).path(0);
            }
        }
        if (!schema.has("properties")) {
            return MissingNode.getInstance();
        }
        var object = JSON.createObjectNode();
        schema.path("required").forEach(name -> {
            JsonNode value = sample(followed(schema.path("properties").path(name.asText())));
            if (!value.isMissingNode()) {
                object.set(name.asText(), value);
            }
        });
        return object;
    }

    private JsonNode followed(JsonNode node) {
        return node.has("$ref") ? followed(root.at(node.get("$ref").asText().substring(1))) : node;
    }
}
