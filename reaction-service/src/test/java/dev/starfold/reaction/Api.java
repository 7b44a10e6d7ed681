package dev.starfold.reaction;

import static io.restassured.RestAssured.given;

import dev.starfold.embedded.EmbeddedServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The calls that most tests begin with. */
public final class Api {

    private Api() {}

    /** A request of the user. */
    public static RequestSpecification as(String user, String... roles) {
        return given().auth()
                .oauth2(EmbeddedServers.issuer().token(user, roles))
                .contentType(ContentType.JSON);
    }

    /** A user that no other test knows. */
    public static String newUser() {
        return "user-" + UUID.randomUUID();
    }

    /** A subject that no other test knows. */
    public static String newSubject() {
        return "book:" + UUID.randomUUID();
    }

    public static Response react(String user, UUID review, String kind) {
        return as(user).body("{\"kind\": \"%s\"}".formatted(kind)).put("/reactions/{review}", review);
    }

    /** A reaction that is given, whatever stood before. */
    public static void reacted(String user, UUID review, String kind) {
        react(user, review, kind).then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    public static void removed(String user, UUID review) {
        as(user).delete("/reactions/{review}", review).then().statusCode(204);
    }
}
