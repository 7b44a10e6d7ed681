package dev.starfold.reaction.catalogue;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.starfold.reaction.Api;
import dev.starfold.reaction.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class CatalogueTest {

    @Test
    void theKindsAreListedInTheirOrder() {
        get("/reactions/kinds")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(
                        "items.kind",
                        contains("nice", "love-it", "funny", "confusing", "informative", "well-written", "creative"));
    }

    @Test
    void nothingElseIsDoneToThem() {
        Api.as("ben")
                .body("{\"kind\": \"nice\"}")
                .put("/reactions/kinds")
                .then()
                .statusCode(405)
                .body("type", is("/problems/method-not-allowed"));
    }
}
