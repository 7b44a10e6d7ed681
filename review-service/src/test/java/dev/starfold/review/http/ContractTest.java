package dev.starfold.review.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.eventstore.operations.http.OperationsResource;
import dev.starfold.review.OnRealServers;
import dev.starfold.review.Reactions;
import dev.starfold.review.history.HistoryResource;
import dev.starfold.review.imports.ExportResource;
import dev.starfold.review.imports.ImportResource;
import dev.starfold.review.listing.ListingResource;
import dev.starfold.review.moderation.ModerationResource;
import dev.starfold.review.moderation.QueueResource;
import dev.starfold.review.moderation.ReportResource;
import dev.starfold.review.privacy.UserResource;
import dev.starfold.review.reading.ReviewReadResource;
import dev.starfold.review.reading.ReviewView;
import dev.starfold.review.reading.ShownReview;
import dev.starfold.review.writing.PreviewResource;
import dev.starfold.review.writing.ReviewResource;
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
                ReviewResource.class,
                PreviewResource.class,
                ReviewReadResource.class,
                ListingResource.class,
                HistoryResource.class,
                ImportResource.class,
                ExportResource.class,
                ModerationResource.class,
                ReportResource.class,
                QueueResource.class,
                UserResource.class,
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
    void theReviewHasTheFieldsOfItsSchema() {
        var fields = Arrays.stream(ReviewView.class.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        JsonNode schema = document.at("/components/schemas/Review");
        assertThat(schema.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields);
        assertThat(schema.get("required")).hasSize(fields.size());
    }

    @Test
    void whatIsShownBesidesAReviewIsInItsSchema() {
        var fields = Arrays.stream(ShownReview.class.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? Arrays.stream(component.getType().getRecordComponents())
                        : Stream.of(component))
                .map(component -> component.getName())
                .toList();
        assertThat(document.at("/components/schemas/ShownReview/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(fields);
        assertThat(document.at("/components/schemas/Kinds/properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Reactions.CATALOGUE);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.textValue().substring(1)).isMissingNode())
                    .as(reference.textValue())
                    .isFalse();
        }
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
