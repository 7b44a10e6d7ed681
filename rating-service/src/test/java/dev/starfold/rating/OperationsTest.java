package dev.starfold.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class OperationsTest {

    @ConfigProperty(name = "quarkus.management.test-port")
    int management;

    @Test
    void healthIsOnTheManagementPortAlone() {
        given().port(management).get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
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
                .body("components.schemas.ReactionKinds.properties", hasKey("well-written"))
                .body("components.schemas.Reactions.properties.top.description", notNullValue());
    }
}
