package dev.starfold.reaction.store;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.starfold.reaction.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class HealthTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void readinessIsTheDatabaseAConsumerThatRunsAndARelayThatDoesNotRefuse() {
        given().get(management + "health/ready")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body("checks.name", hasItems("database", "relay", "projection"));
        given().get(management + "health/live").then().statusCode(200);
    }

    @Test
    void healthIsOnTheManagementPortAlone() {
        given().get("/q/health/ready").then().statusCode(404);
    }

    @Test
    void metricsTellOfTheStoreTheRelayAndTheProjection() {
        given().get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("starfold_store_appends_total"))
                .body(containsString("starfold_relay_lag_events"))
                .body(containsString("starfold_projection_lag_records"))
                .body(containsString("starfold_projection_applied_total"))
                .body(containsString("starfold_projection_dead_letters_total"))
                .body(containsString("starfold_projection_retries_total"))
                .body(containsString("channel=\"review-events\""));
    }
}
