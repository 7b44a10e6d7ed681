package dev.starfold.review.keycloak;

import static dev.starfold.review.Api.importing;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Sign-in by a provider that is none of ours, by configuration alone. */
@QuarkusTest
@TestProfile(KeycloakIT.WithKeycloak.class)
class KeycloakIT {

    @ConfigProperty(name = "test.keycloak")
    String keycloak;

    public static final class WithKeycloak implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Keycloak.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void usersModeratorsAndOperatorsAreWhoKeycloakSaysTheyAre() {
        String ana = password("app", "ana");
        String id = with(ana)
                .body(review(newSubject(), "\"score\": 7"))
                .post("/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String mona = password("app", "mona");
        String hiding = "{\"visibility\": \"hidden\", \"reason\": \"rude\"}";
        with(ana).body(hiding).put("/reviews/{id}/visibility", id).then().statusCode(403);
        with(mona).body(hiding).put("/reviews/{id}/visibility", id).then().statusCode(200);
        with(mona).get("/exports/reviews").then().statusCode(403);
        String importer = secret("importer", "importer-secret");
        importing(given().auth().oauth2(importer))
                .body(line(newSubject(), newUser(), "\"score\": 7").getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(200)
                .body("accepted", is(1));
        with(importer).get("/operations/review").then().statusCode(200);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertThat(status(password("elsewhere", "ana"))).isEqualTo(401);
    }

    @Test
    void theRealmsKeysChangeWithoutARestart() {
        String former = password("app", "ana");
        assertThat(status(former)).isEqualTo(200);
        List<String> formerKeys = signingKeys();
        String realm = given().auth()
                .oauth2(admin())
                .get(keycloak + "/admin/realms/starfold")
                .path("id");
        given().auth()
                .oauth2(admin())
                .contentType(ContentType.JSON)
                .body("""
                        {"name": "newer", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                         "parentId": "%s", "config": {"priority": ["1000"], "algorithm": ["RS256"], "keySize": ["2048"]}}
                        """.formatted(realm))
                .post(keycloak + "/admin/realms/starfold/components")
                .then()
                .statusCode(201);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> status(password("app", "ana")) == 200
                        && !kid(password("app", "ana")).equals(kid(former)));
        assertThat(status(former)).as("the former key is still published").isEqualTo(200);
        for (String key : formerKeys) {
            given().auth()
                    .oauth2(admin())
                    .delete(keycloak + "/admin/realms/starfold/components/" + key)
                    .then()
                    .statusCode(204);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> status(former) == 401);
        assertThat(status(password("app", "ana"))).isEqualTo(200);
    }

    private List<String> signingKeys() {
        return given().auth()
                .oauth2(admin())
                .get(keycloak + "/admin/realms/starfold/components?type=org.keycloak.keys.KeyProvider")
                .jsonPath()
                .getList("findAll { it.providerId == 'rsa-generated' }.id");
    }

    private static String kid(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }

    private static int status(String token) {
        return with(token).get("/reviews").statusCode();
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private String password(String client, String user) {
        return token(
                "starfold", Map.of("grant_type", "password", "client_id", client, "username", user, "password", user));
    }

    private String secret(String client, String secret) {
        return token(
                "starfold", Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret));
    }

    private String admin() {
        return token(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        Keycloak.ADMIN,
                        "password",
                        Keycloak.ADMIN));
    }

    private String token(String realm, Map<String, String> form) {
        return given().formParams(form)
                .post(keycloak + "/realms/" + realm + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
