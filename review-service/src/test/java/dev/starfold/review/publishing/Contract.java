package dev.starfold.review.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.starfold.eventstore.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is promised of the service's events, as it is served. */
final class Contract {

    static final JsonNode SCHEMA = read("/META-INF/resources" + PublicReview.SCHEMA, EventCodec.JSON);
    static final JsonNode ASYNCAPI = read("/META-INF/resources/asyncapi.yaml", new YAMLMapper());

    static final JsonNode USER_SCHEMA = read("/META-INF/resources" + PublicErasure.SCHEMA, EventCodec.JSON);

    private static final JsonSchema USER_HEADERS = schema(ASYNCAPI.at("/components/schemas/user-headers"));
    private static final JsonSchema HEADERS = schema(ASYNCAPI.at("/components/schemas/headers"));
    private static final Map<String, JsonSchema> DATA = new HashMap<>();

    static {
        for (JsonNode document : List.of(SCHEMA, USER_SCHEMA)) {
            JsonSchema whole = schema(document);
            document.get("$defs")
                    .fieldNames()
                    .forEachRemaining(type -> DATA.put(type, whole.getRefSchema(pointer("/$defs/" + type))));
        }
    }

    private Contract() {}

    /** Everything about the data of an event of this type that the schema forbids. */
    static Set<ValidationMessage> faults(String type, JsonNode data) {
        return DATA.get(type).validate(data);
    }

    static Set<ValidationMessage> faults(String type, String data) {
        return faults(type, json(data));
    }

    /** Everything about an event's headers that the AsyncAPI document forbids. */
    static Set<ValidationMessage> headerFaults(ConsumerRecord<String, String> record) {
        ObjectNode headers = EventCodec.JSON.createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headerFaults(headers);
    }

    static Set<ValidationMessage> headerFaults(JsonNode headers) {
        boolean ofUser = headers.path("ce_type").asText().startsWith("user-");
        return (ofUser ? USER_HEADERS : HEADERS).validate(headers);
    }

    static JsonNode json(String text) {
        try {
            return EventCodec.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String resource, ObjectMapper mapper) {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNodePath pointer(String pointer) {
        return SchemaLocation.Fragment.of(pointer);
    }

    private static JsonSchema schema(JsonNode node) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        node,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }
}
