package dev.starfold.rating.exclusions;

import static io.restassured.RestAssured.given;

import dev.starfold.embedded.EmbeddedServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The calls that most tests begin with. */
final class Api {

    static final String ONE_DAY = """
            {"from": "2026-04-03T00:00:00Z", "to": "2026-04-04T00:00:00Z", "reason": "A raid"}""";

    private Api() {}

    static RequestSpecification as(String user, String... roles) {
        return given().auth()
                .oauth2(EmbeddedServers.issuer().token(user, roles))
                .contentType(ContentType.JSON);
    }

    static RequestSpecification moderator() {
        return as("mona", "moderator");
    }

    /** A subject that no other test knows. */
    static String newSubject() {
        return "book:" + UUID.randomUUID();
    }

    static Response exclude(String subject, String body) {
        return moderator().body(body).post("/ratings/{subject}/exclusions", subject);
    }

    /** The id of a new exclusion. */
    static String excluded(String subject, String body) {
        return exclude(subject, body).then().statusCode(201).extract().path("id");
    }

    static Response list(String subject) {
        return moderator().get("/ratings/{subject}/exclusions", subject);
    }

    static Response read(String subject, String id) {
        return moderator().get("/ratings/{subject}/exclusions/{id}", subject, id);
    }

    static Response remove(String subject, String id) {
        return moderator().delete("/ratings/{subject}/exclusions/{id}", subject, id);
    }
}
