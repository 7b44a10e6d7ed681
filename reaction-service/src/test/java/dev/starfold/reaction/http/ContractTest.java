package dev.starfold.reaction.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.eventstore.operations.http.OperationsResource;
import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.catalogue.CatalogueResource;
import dev.starfold.reaction.listing.OwnReactionsResource;
import dev.starfold.reaction.listing.OwnReactionsResource.OwnReaction;
import dev.starfold.reaction.listing.ReactorsResource;
import dev.starfold.reaction.listing.ReactorsResource.Reactor;
import dev.starfold.reaction.reacting.ReactionResource;
import dev.starfold.reaction.summary.Summary;
import dev.starfold.reaction.summary.SummaryResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is written by hand: it must say what the service has, no less and no more. */
@QuarkusTest
@OnRealServers
class ContractTest {

    private JsonNode document;

    @Test
    void everyCallIsDocumentedAndNoOther() {
        var calls = new TreeSet<String>();
        for (Class<?> resource : List.of(
                ReactionResource.class,
                SummaryResource.class,
                ReactorsResource.class,
                OwnReactionsResource.class,
                CatalogueResource.class,
                OperationsResource.class)) {
            for (var method : resource.getDeclaredMethods()) {
                Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .forEach(verb -> calls.add(verb.value() + " " + path(resource.getAnnotation(Path.class))
                                + path(method.getAnnotation(Path.class))));
            }
        }
        var documented = new TreeSet<String>();
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    if (!verb.equals("parameters")) {
                        documented.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(documented).isEqualTo(calls);
    }

    @Test
    void answersHaveTheFieldsOfTheirSchemas() {
        sameFields(Reactor.class, "/components/schemas/Reactors/properties/items/items");
        sameFields(OwnReaction.class, "/components/schemas/OwnReactions/properties/items/items");
        JsonNode summary = document.at("/components/schemas/Summary");
        assertThat(summary.get("properties").fieldNames())
                .toIterable()
                .containsExactly("review", "overall", "kinds", "top", "mine");
        assertThat(fields(Summary.Plain.class)).containsExactly("review", "overall", "kinds", "top");
        assertThat(fields(Summary.Own.class)).containsExactly("plain", "mine");
    }

    @Test
    void theKindsAreTheCatalogue() {
        var kinds = ReactionKind.BY_SLUG.keySet();
        assertThat(document.at("/components/schemas/Kind/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(kinds);
        JsonNode counts = document.at("/components/schemas/Summary/properties/kinds");
        assertThat(counts.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(kinds);
        assertThat(counts.get("required")).hasSize(kinds.size());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.textValue().substring(1)).isMissingNode())
                    .as(reference.textValue())
                    .isFalse();
        }
    }

    private void sameFields(Class<?> type, String pointer) {
        JsonNode schema = document.at(pointer);
        assertThat(schema.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields(type));
        assertThat(schema.get("required")).hasSameSizeAs(fields(type));
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
    }

    private static String path(Path path) {
        return path == null ? "" : path.value();
    }

    @BeforeEach
    void read() throws Exception {
        document = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString());
    }
}
