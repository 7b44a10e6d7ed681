package dev.starfold.review.publishing;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.starfold.review.OnRealServers;
import dev.starfold.review.ReviewEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        assertThat(Contract.json(get(PublicReview.SCHEMA).asString())).isEqualTo(Contract.SCHEMA);
        assertThat(Contract.json(get(PublicErasure.SCHEMA).asString())).isEqualTo(Contract.USER_SCHEMA);
        JsonNode calls = Contract.json(
                given().accept("application/json").get("/q/openapi").asString());
        assertThat(calls.at("/externalDocs/url").textValue()).isEqualTo("/asyncapi.yaml");
        assertThat(calls.at("/info/description").textValue()).contains("/asyncapi.yaml", PublicReview.SCHEMA);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            URI target = URI.create("/asyncapi.yaml").resolve(reference.textValue());
            JsonNode there = target.getPath().equals("/asyncapi.yaml")
                            || reference.textValue().startsWith("#")
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
        Set<ReviewEvent> newest = Histories.BY_NAME.values().stream()
                .map(history -> history.getLast().event())
                .collect(Collectors.toSet());
        newest.add(Histories.USER_ERASED.getLast().event());
        assertThat(newest.stream()
                        .map(ReviewEvent::getClass)
                        .<Class<?>>map(event -> event)
                        .distinct())
                .containsExactlyInAnyOrder(ReviewEvent.class.getPermittedSubclasses());
        var types = newest.stream().map(PublicReview::type).collect(Collectors.toCollection(TreeSet::new));
        assertNames("/components/messages", types);
        assertNames("/channels/user-events/messages", Set.of("user-erased"));
        assertThat(Contract.USER_SCHEMA.get("$defs").fieldNames()).toIterable().containsExactly("user-erased");
        types.remove("user-erased");
        assertNames("/channels/review-events/messages", types);
        assertThat(document.at("/components/schemas/headers/properties/ce_type/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(Contract.SCHEMA.get("$defs").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(types);
        types.forEach(type -> assertMessage(type, PublicReview.SCHEMA));
        assertMessage("user-erased", PublicErasure.SCHEMA);
    }

    private void assertNames(String messages, Set<String> types) {
        assertThat(document.at(messages).fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(types);
    }

    private void assertMessage(String type, String schema) {
        JsonNode message = document.at("/components/messages/" + type);
        assertThat(message.get("name").textValue()).isEqualTo(type);
        assertThat(URI.create("/asyncapi.yaml")
                        .resolve(message.at("/payload/$ref").textValue()))
                .hasToString(schema + "#/$defs/" + type);
    }

    @Test
    void itsExamplesAreValid() {
        for (String type : List.of("review-submitted", "review-erased", "user-erased")) {
            JsonNode example = document.at("/components/messages/" + type + "/examples/0");
            assertThat(Contract.faults(type, example.get("payload"))).isEmpty();
            assertThat(Contract.headerFaults(example.get("headers"))).isEmpty();
        }
        assertThat(Contract.faults("user-erased", Contract.USER_SCHEMA.at("/examples/0")))
                .isEmpty();
    }
}
