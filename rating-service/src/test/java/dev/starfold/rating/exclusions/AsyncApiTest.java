package dev.starfold.rating.exclusions;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document must say what is published, no less and no more. */
@QuarkusTest
@OnRealServers
class AsyncApiTest {

    private static final List<String> TYPES = List.of("rating-exclusion-added", "rating-exclusion-removed");

    private final JsonNode document = Contract.ASYNCAPI;

    @Test
    void itAndTheSchemaAreServedBesideTheOpenApiDocument() throws Exception {
        String served = get("/asyncapi.yaml").then().statusCode(200).extract().asString();
        assertThat(new YAMLMapper().readTree(served)).isEqualTo(document);
        assertThat(document.get("asyncapi").textValue()).isEqualTo("3.0.0");
        assertThat(Contract.json(get(PublicExclusion.SCHEMA).asString())).isEqualTo(Contract.SCHEMA);
        JsonNode calls = Contract.json(
                given().accept("application/json").get("/q/openapi").asString());
        assertThat(calls.at("/externalDocs/url").textValue()).isEqualTo("/asyncapi.yaml");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValues("$ref")).isNotEmpty().allSatisfy(reference -> {
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
    void itsMessagesAreTheTypesThatArePublished() {
        for (String messages : List.of("/components/messages", "/channels/rating-events/messages")) {
            assertThat(document.at(messages).fieldNames()).toIterable().containsExactlyElementsOf(TYPES);
        }
        assertThat(document.at("/components/schemas/headers/properties/ce_type/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(TYPES);
        assertThat(Contract.SCHEMA.get("$defs").fieldNames()).toIterable().containsExactlyElementsOf(TYPES);
        assertThat(ExclusionEvent.class.getPermittedSubclasses()).hasSameSizeAs(TYPES);
        for (String type : TYPES) {
            JsonNode message = document.at("/components/messages/" + type);
            assertThat(message.get("name").textValue()).isEqualTo(type);
            assertThat(URI.create("/asyncapi.yaml")
                            .resolve(message.at("/payload/$ref").textValue()))
                    .hasToString(PublicExclusion.SCHEMA + "#/$defs/" + type);
        }
    }

    @Test
    void itTellsWhatIsConsumed() {
        assertThat(document.at("/channels/user-events/address").textValue()).isEqualTo(UserErased.TOPIC);
        assertThat(document.get("operations"))
                .filteredOn(operation -> operation.get("action").textValue().equals("receive"))
                .extracting(operation -> operation.at("/channel/$ref").textValue())
                .containsExactly("#/channels/review-events", "#/channels/reaction-events", "#/channels/user-events");
    }

    @Test
    void itsExamplesAreValid() {
        for (String type : TYPES) {
            JsonNode example = document.at("/components/messages/" + type + "/examples/0");
            assertThat(Contract.faults(type, example.get("payload"))).isEmpty();
            assertThat(Contract.headerFaults(example.get("headers"))).isEmpty();
        }
    }
}
