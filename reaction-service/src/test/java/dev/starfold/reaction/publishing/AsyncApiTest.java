package dev.starfold.reaction.publishing;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import dev.starfold.reaction.ReactionKind;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document must say what is published, no less and no more. */
@QuarkusTest
@OnRealServers
class AsyncApiTest {

    private final JsonNode document = Contract.ASYNCAPI;

    @Test
    void itAndTheSchemaAreServedBesideTheOpenApiDocument() throws Exception {
        String served = get("/asyncapi.yaml").then().statusCode(200).extract().asString();
        assertThat(new YAMLMapper().readTree(served)).isEqualTo(document);
        assertThat(document.get("asyncapi").textValue()).isEqualTo("3.0.0");
        assertThat(Contract.json(get(PublicReaction.SCHEMA).asString())).isEqualTo(Contract.SCHEMA);
        JsonNode calls = Contract.json(
                given().accept("application/json").get("/q/openapi").asString());
        assertThat(calls.at("/externalDocs/url").textValue()).isEqualTo("/asyncapi.yaml");
        assertThat(calls.at("/info/description").textValue()).contains("/asyncapi.yaml", PublicReaction.SCHEMA);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            URI target = URI.create("/asyncapi.yaml").resolve(reference.textValue());
            JsonNode there = reference.textValue().startsWith("#")
                    ? document
                    : Contract.json(get(target.getPath())
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
            assertThat(there.at(target.getFragment()).isMissingNode())
                    .as(target.toString())
                    .isFalse();
        });
    }

    @Test
    void itsMessagesAreTheTypesThatArePublishedWithTheirSchema() {
        ReactionEvent added = new ReactionAdded(UUID.randomUUID(), "anime:1", "ben", ReactionKind.NICE, Instant.EPOCH);
        List<String> types = Stream.of(added, new ReactionRemoved(Instant.EPOCH))
                .map(PublicReaction::type)
                .toList();
        assertThat(types).hasSameSizeAs(ReactionEvent.class.getPermittedSubclasses());
        for (String messages : List.of("/components/messages", "/channels/reaction-events/messages")) {
            assertThat(document.at(messages).fieldNames()).toIterable().containsExactlyElementsOf(types);
        }
        assertThat(document.at("/components/schemas/headers/properties/ce_type/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(types);
        for (String type : types) {
            JsonNode message = document.at("/components/messages/" + type);
            assertThat(message.get("name").textValue()).isEqualTo(type);
            assertThat(URI.create("/asyncapi.yaml")
                            .resolve(message.at("/payload/$ref").textValue()))
                    .hasToString(PublicReaction.SCHEMA + "#/$defs/" + type);
        }
        assertThat(Contract.SCHEMA.get("$defs").fieldNames()).toIterable().containsExactlyElementsOf(types);
    }

    @Test
    void itTellsWhatIsConsumed() {
        assertThat(document.at("/channels/user-events/address").textValue()).isEqualTo(UserErased.TOPIC);
        assertThat(document.get("operations"))
                .filteredOn(operation -> operation.get("action").textValue().equals("receive"))
                .extracting(operation -> operation.at("/channel/$ref").textValue())
                .containsExactly("#/channels/review-events", "#/channels/user-events");
    }

    @Test
    void itsExampleIsValid() {
        JsonNode example = document.at("/components/messages/reaction-added/examples/0");
        assertThat(Contract.faults("reaction-added", example.get("payload"))).isEmpty();
        assertThat(Contract.headerFaults(example.get("headers"))).isEmpty();
    }
}
