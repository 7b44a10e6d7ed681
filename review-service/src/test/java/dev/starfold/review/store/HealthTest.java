package dev.starfold.review.store;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.OnRealServers;
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
    void readinessIsTheDatabaseAndARelayThatDoesNotRefuse() {
        given().get(management + "health/ready")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body("checks.name", hasItems("relay", "database"));
    }

    @Test
    void metricsTellOfTheStoreAndTheRelay() {
        given().get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("starfold_store_appends_total"))
                .body(containsString("starfold_relay_lag_events"));
    }
}
