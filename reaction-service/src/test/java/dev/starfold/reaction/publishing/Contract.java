package dev.starfold.reaction.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is promised of the service's events, as it is served. */
final class Contract {

    static final JsonNode SCHEMA = read("/META-INF/resources" + PublicReaction.SCHEMA, new ObjectMapper());
    static final JsonNode ASYNCAPI = read("/META-INF/resources/asyncapi.yaml", new YAMLMapper());

    private static final JsonSchema DATA = schema(SCHEMA);
    private static final JsonSchema HEADERS = schema(ASYNCAPI.at("/components/schemas/headers"));

    private Contract() {}

    /** Everything about an event's data that the schema forbids. */
    static Set<ValidationMessage> faults(String json) {
        try {
            return DATA.validate(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything about an event's headers that the AsyncAPI document forbids. */
    static Set<ValidationMessage> headerFaults(ConsumerRecord<String, String> record) {
        ObjectNode headers = new ObjectMapper().createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return HEADERS.validate(headers);
    }

    static JsonNode read(String resource, ObjectMapper mapper) {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
