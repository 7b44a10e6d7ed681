package dev.starfold.local.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a contract (OpenAPI, AsyncAPI, JSON Schema) no longer offers of what an earlier one did: calls, answers, events, fields,
 * values, or something that clients must send now and had not to before. Words, examples and what is new are no breaks.
 */
final class Breaks {

    private static final Set<String> ALL_STAY = Set.of(
            "paths",
            "properties",
            "responses",
            "channels",
            "messages",
            "$defs",
            "schemas",
            "content",
            "headers",
            "parameters");
    private static final Set<String> SAME =
            Set.of("type", "format", "const", "pattern", "$ref", "address", "in", "contentType");
    private static final Set<String> WORDS = Set.of(
            "description",
            "summary",
            "title",
            "example",
            "examples",
            "tags",
            "info",
            "servers",
            "externalDocs",
            "default");

    private final List<String> found = new ArrayList<>();
    private final JsonNode released;
    private final Set<String> asked = new HashSet<>();

    private Breaks(JsonNode released) {
        this.released = released;
        released.path("paths").forEach(path -> path.forEach(call -> collect(call.path("requestBody"))));
    }

    /** None between two versions of which the later says that it is another. */
    static List<String> between(JsonNode released, JsonNode now) {
        String version = released.at("/info/version").asText();
        if (!version.equals(now.at("/info/version").asText())) {
            return List.of();
        }
        var breaks = new Breaks(released);
        breaks.compare("", "", released, now, false);
        return breaks.found;
    }

    /** The schemas that clients send. */
    private void collect(JsonNode node) {
        String ref = node.path("$ref").asText("");
        if (ref.startsWith("#") && asked.add(ref)) {
            collect(released.at(ref.substring(1)));
        }
        node.forEach(this::collect);
    }

    private void compare(String key, String at, JsonNode was, JsonNode is, boolean sent) {
        if (SAME.contains(key) && !was.isContainerNode()) {
            if (!was.equals(is)) {
                found.add(at + " is " + is + " instead of " + was);
            }
        } else if ("type".equals(key) || "enum".equals(key)) {
            values(was).filter(value -> !contains(is, value)).forEach(value -> found.add(at + " lacks " + value));
        } else if ("required".equals(key)) {
            required(at, was, is, sent);
        } else if (was.isArray()) {
            entries(at, was, is, sent);
        } else if (was.isObject() && is.isObject()) {
            fields(key, at, was, is, sent);
        }
    }

    private void fields(String key, String at, JsonNode was, JsonNode is, boolean sent) {
        was.properties().forEach(field -> {
            String name = field.getKey();
            String below = at + "/" + name;
            boolean named = ALL_STAY.contains(key);
            if (!named && WORDS.contains(name)) {
                return;
            }
            if (!is.has(name) && (named || isCall(at, name))) {
                found.add(below + " is gone");
                return;
            }
            boolean goesOut = sent || "requestBody".equals(name) || asked.contains("#" + below);
            compare(named ? "" : name, below, field.getValue(), is.path(name), goesOut);
        });
        // What was not required at all may be now.
        if (!was.has("required") && is.has("required") && was.isObject() && !ALL_STAY.contains(key)) {
            compare("required", at + "/required", MissingNode.getInstance(), is.path("required"), sent);
        }
    }

    private static boolean isCall(String at, String name) {
        return at.startsWith("/paths/")
                && Set.of("get", "put", "post", "delete").contains(name);
    }

    private void required(String at, JsonNode was, JsonNode is, boolean sent) {
        if (was.isBoolean() || is.isBoolean()) {
            if (is.asBoolean() && !was.asBoolean() && at.contains("/parameters/")) {
                found.add(at + " is asked for now");
            }
            return;
        }
        if (sent) {
            values(is)
                    .filter(name -> !contains(was, name))
                    .forEach(name -> found.add(at + " asks for " + name + " now"));
        } else {
            values(was)
                    .filter(name -> !contains(is, name))
                    .forEach(name -> found.add(at + " promises " + name + " no more"));
        }
    }

    /** Parameters by their name or reference, others (allOf, oneOf …) by their place. */
    private void entries(String at, JsonNode was, JsonNode is, boolean sent) {
        for (int i = 0; i < was.size(); i++) {
            JsonNode entry = was.get(i);
            String name = name(entry);
            JsonNode match = name.isEmpty()
                    ? is.path(i)
                    : values(is).filter(it -> name(it).equals(name)).findFirst().orElse(MissingNode.getInstance());
            String below = at + "/" + (name.isEmpty() ? i : name);
            if (entry.isObject() && match.isMissingNode()) {
                found.add(below + " is gone");
            } else if (entry.isObject()) {
                compare("", below, entry, match, sent);
            }
        }
        if (at.endsWith("/parameters")) {
            values(is)
                    .filter(it -> it.path("required").asBoolean())
                    .filter(it -> values(was).noneMatch(known -> name(known).equals(name(it))))
                    .forEach(it -> found.add(at + " asks for " + name(it) + " now"));
        }
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asText("") + entry.path("$ref").asText("");
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return list.isArray() ? values(list).anyMatch(value::equals) : list.equals(value);
    }

    private static Stream<JsonNode> values(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
