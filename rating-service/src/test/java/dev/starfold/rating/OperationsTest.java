package dev.starfold.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class OperationsTest {

    @ConfigProperty(name = "quarkus.management.test-port")
    int management;

    @Test
    void healthIsOnTheManagementPortAlone() {
        given().port(management)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("relay"));
        given().port(management).get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(404);
    }

    @Test
    void metricsTellOfTheProjection() {
        var metrics = given().port(management)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(metrics)
                .contains("starfold_projection_lag_records", "starfold_projection_batch_records_max")
                .contains("starfold_projection_applied_total", "starfold_projection_stale_total")
                .contains("starfold_projection_dead_letters_total", "starfold_projection_retries_total")
                .contains("channel=\"review-events\"", "channel=\"reaction-events\"");
    }

    @Test
    void metricsTellOfTheStoreAndItsRelay() {
        given().port(management)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("starfold_store_appends_total"))
                .body(containsString("starfold_store_queue"))
                .body(containsString("starfold_relay_lag_events"));
    }

    @Test
    void openApiDescribesExclusionsWithTheirProblemsAndExamples() {
        String one = "paths.'/ratings/{subject}/exclusions/{id}'.";
        String all = "paths.'/ratings/{subject}/exclusions'.";
        var document =
                given().accept("application/json").get("/q/openapi").then().statusCode(200);
        document.body(all + "post.responses.keySet()", answers("201", "400", "401", "403", "413", "415", "422", "503"))
                .body(all + "get.responses.keySet()", answers("200", "400", "401", "403", "503"))
                .body(one + "get.responses.keySet()", answers("200", "400", "401", "403", "404", "410", "503"))
                .body(one + "delete.responses.keySet()", answers("204", "400", "401", "403", "404", "503"))
                .body(all + "post.parameters.name", containsInAnyOrder("subject", "Idempotency-Key"))
                .body(all + "get.parameters.name", containsInAnyOrder("subject", "limit", "cursor"))
                .body(one + "get.parameters.name", containsInAnyOrder("subject", "id"))
                .body(
                        all + "post.requestBody.content.'application/json'.schema.$ref",
                        equalTo("#/components/schemas/NewExclusion"))
                .body(all + "post.responses.'201'.headers.keySet()", hasItem("Location"))
                .body("components.schemas.NewExclusion.required", contains("reason"))
                .body("components.schemas.Exclusion.properties.reason.examples", notNullValue());
        for (String kind : List.of("Forbidden", "NotFound", "Removed", "TooLarge", "IdempotencyKeyReused")) {
            document.body(
                    "components.responses." + kind + ".content.'application/problem+json'.example.status",
                    notNullValue());
        }
    }

    @Test
    void openApiDescribesEveryCallWithItsProblems() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/ratings'.get.responses", hasKey("200"))
                .body("paths.'/ratings/{subject}'.get.responses", hasKey("400"))
                .body("paths.'/ratings/{subject}'.get.responses", hasKey("503"))
                .body("components.responses.Validation.content.'application/problem+json'.example", notNullValue())
                .body("components.schemas", not(hasKey("HttpProblem")))
                .body("components.schemas.Rating.properties.mean.description", notNullValue())
                .body("components.schemas.Rating.properties", hasKey("reactions"))
                .body(
                        "paths.'/ratings/{subject}'.get.parameters.name",
                        containsInAnyOrder("subject", "preliminary", "language", "after"))
                .body("paths.'/ratings/{subject}'.get.responses", hasKey("504"))
                .body(
                        "paths.'/ratings/{subject}/trend'.get.parameters.name",
                        containsInAnyOrder("subject", "bucket", "from", "to"))
                .body("paths.'/ratings/{subject}/anomalies'.get.responses", hasKey("200"))
                .body("paths.'/reviewers/{author}'.get.parameters.name", contains("author"))
                .body(
                        "components.responses.ProjectionBehind.content.'application/problem+json'.example",
                        notNullValue())
                .body("components.schemas.ReactionKinds.properties", hasKey("well-written"))
                .body("components.schemas.Reactions.properties.top.description", notNullValue())
                .body("components.schemas.Reactions.properties.top.enum", hasItem((Object) null))
                .body("components.schemas.Job.properties.keySet()", hasItems("checked", "drift", "drifted"))
                .body("paths.'/operations/{service}/rebuilds'.post.responses.'202'.headers", hasKey("Location"));
    }

    /** Those of the call, and those that any call may be given at the edge. */
    private static Matcher<Iterable<? extends String>> answers(String... own) {
        return containsInAnyOrder(Stream.concat(Stream.of(own), Stream.of("406", "408", "414", "429", "431", "503"))
                .distinct()
                .toArray(String[]::new));
    }
}
