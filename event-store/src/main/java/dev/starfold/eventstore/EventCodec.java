package dev.starfold.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Stored form of a sealed family of event records: the type is the record's name in kebab case, the data its components
 * as JSON, absent ones left out, unknown ones ignored. An {@link #upcast} lifts older stored data by one schema.
 */
public final class EventCodec<E> {

    /** The JSON of stored and published events. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private final Map<String, Class<? extends E>> classes = new HashMap<>();
    private final Map<Class<?>, String> types = new HashMap<>();
    private final Map<String, List<UnaryOperator<ObjectNode>>> upcasts = new HashMap<>();

    /** A codec for the permitted records of a sealed interface. */
    public EventCodec(Class<E> family) {
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            String type =
                    permitted.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
            classes.put(type, permitted.asSubclass(family));
            types.put(permitted, type);
        }
    }

    /** Adds the step from the type's so far newest schema to the next. */
    public EventCodec<E> upcast(String type, UnaryOperator<ObjectNode> step) {
        upcasts.computeIfAbsent(type, t -> new ArrayList<>()).add(step);
        return this;
    }

    /** The event's type, such as {@code review-submitted}. */
    public String type(E event) {
        String type = types.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("not an event of this codec: " + event.getClass());
        }
        return type;
    }

    int schema(String type) {
        return 1 + upcasts.getOrDefault(type, List.of()).size();
    }

    String encode(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }

    E decode(String type, int schema, String data) {
        Class<? extends E> target = classes.get(type);
        if (target == null || schema > schema(type)) {
            throw StoreUnavailableException.newer(type, schema);
        }
        try {
            E event = schema == schema(type)
                    ? JSON.readValue(data, target)
                    : JSON.treeToValue(lifted(type, schema, data), target);
            return Objects.requireNonNull(event);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalStateException("a stored " + type + " that cannot be read", e);
        }
    }

    private JsonNode lifted(String type, int schema, String data) throws JsonProcessingException {
        ObjectNode node = (ObjectNode) JSON.readTree(data);
        for (UnaryOperator<ObjectNode> step :
                upcasts.getOrDefault(type, List.of()).subList(schema - 1, schema(type) - 1)) {
            node = step.apply(node);
        }
        return node;
    }

    static Metadata metadata(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, Metadata.class));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalStateException("stored metadata that cannot be read", e);
        }
    }
}
