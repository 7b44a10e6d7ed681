package dev.starfold.review;

import static io.restassured.RestAssured.given;

import dev.starfold.embedded.EmbeddedServers;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The calls that most tests begin with. */
public final class Api {

    private Api() {}

    /** A request of the user. */
    public static RequestSpecification as(String user) {
        return given().auth().oauth2(EmbeddedServers.issuer().token(user)).contentType(ContentType.JSON);
    }

    /** A request of a moderator. */
    public static RequestSpecification asModerator() {
        return given().auth()
                .oauth2(EmbeddedServers.issuer().token("the-moderator", "moderator"))
                .contentType(ContentType.JSON);
    }

    /** A request of an operator. */
    public static RequestSpecification asOperator() {
        return given().auth().oauth2(EmbeddedServers.issuer().token("the-operator", "operator"));
    }

    /** Imports the lines as they are. */
    public static Response importLines(byte[] lines) {
        return importing(asOperator()).body(lines).post("/imports");
    }

    public static Response importLines(String... lines) {
        return importLines(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** A request that carries lines, as bytes. */
    public static RequestSpecification importing(RequestSpecification request) {
        return request.config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.BINARY)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/x-ndjson");
    }

    /** A line to import: the subject, the author, and the other fields as they are written in JSON. */
    public static String line(String subject, String author, String fields) {
        return "{\"subject\": \"%s\", \"author\": \"%s\", %s}".formatted(subject, author, fields);
    }

    public static Response setVisibility(String id, String visibility, String reason) {
        return asModerator()
                .body("{\"visibility\": \"%s\", \"reason\": \"%s\"}".formatted(visibility, reason))
                .put("/reviews/{id}/visibility", id);
    }

    public static void hide(String id) {
        setVisibility(id, "hidden", "rude").then().statusCode(200);
    }

    public static void restore(String id) {
        setVisibility(id, "public", "not rude").then().statusCode(200);
    }

    public static void eraseText(String id, int version) {
        asModerator()
                .delete("/reviews/{id}/texts/{version}", id, version)
                .then()
                .statusCode(204);
    }

    /** A user that no other test knows. */
    public static String newUser() {
        return "user-" + UUID.randomUUID();
    }

    /** A subject that no other test knows. */
    public static String newSubject() {
        return "book:" + UUID.randomUUID();
    }

    /** A submission's body: the subject, and the other fields as they are written in JSON. */
    public static String review(String subject, String fields) {
        return "{\"subject\": \"%s\", %s}".formatted(subject, fields);
    }

    public static Response submit(String user, String subject, String fields) {
        return as(user).body(review(subject, fields)).post("/reviews");
    }

    /** The id of a new review. */
    public static String submitted(String user, String subject, String fields) {
        return submit(user, subject, fields).then().statusCode(201).extract().path("id");
    }

    public static Response revise(String user, String id, int version, String fields) {
        return as(user).header("If-Match", "\"" + version + "\"")
                .body("{" + fields + "}")
                .put("/reviews/{id}", id);
    }

    public static void withdraw(String user, String id) {
        as(user).delete("/reviews/{id}", id).then().statusCode(204);
    }
}
