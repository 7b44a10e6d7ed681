package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.as;
import static dev.starfold.rating.exclusions.Api.exclude;
import static dev.starfold.rating.exclusions.Api.excluded;
import static dev.starfold.rating.exclusions.Api.list;
import static dev.starfold.rating.exclusions.Api.moderator;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static dev.starfold.rating.exclusions.Api.read;
import static dev.starfold.rating.exclusions.Api.remove;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.rating.OnRealServers;
import dev.starfold.rating.projection.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ExclusionTest {

    private final String subject = newSubject();

    @Test
    void anExclusionIsAnsweredWholeWithItsPlace() {
        var before = Instant.now().minusSeconds(5);
        Response answer = exclude(subject, """
                {"from": "2026-04-03T00:00:00+00:00", "to": "2026-04-04T00:00:00.123456789Z", "author": "zoë 👍",
                 "reason": "A raid announced on a forum"}""");
        String id = answer.path("id");
        answer.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Location", "/ratings/" + subject + "/exclusions/" + id)
                .header("Idempotency-Replayed", nullValue())
                .body("subject", is(subject))
                .body("from", is("2026-04-03T00:00:00Z"))
                .body("to", is("2026-04-04T00:00:00.123456Z"))
                .body("author", is("zoë 👍"))
                .body("reason", is("A raid announced on a forum"))
                .body("by", is("mona"));
        assertThat(Instant.parse(answer.path("at")))
                .isBetween(before, Instant.now().plusSeconds(5));
        assertThat(read(subject, id).then().statusCode(200).extract().asString())
                .isEqualTo(answer.asString());
        assertThat(list(subject).asString()).isEqualTo("{\"items\":[" + answer.asString() + "],\"next\":null}");
    }

    @Test
    void whatIsNotSaidIsNull() {
        assertThat(exclude(subject, ONE_DAY).asString()).contains("\"author\":null");
        assertThat(exclude(subject, "{\"author\": \"troll-17\", \"reason\": \"r\", \"from\": null}")
                        .asString())
                .contains("\"from\":null,\"to\":null,\"author\":\"troll-17\"");
    }

    @Test
    void theLongestFieldsFit() {
        String wide = "\\ud83d\\udc4d";
        exclude(subject, """
                {"author": "%s", "reason": "%s"}""".formatted(wide.repeat(255), wide.repeat(500)))
                .then()
                .statusCode(201)
                .body("author", is("👍".repeat(255)))
                .body("reason", is("👍".repeat(500)));
    }

    @Test
    void whatOnlyModeratorsSeeSaysThatItDependsOnWhoAsks() {
        String id = excluded(subject, ONE_DAY);
        list(subject).then().statusCode(200).header("Vary", "Authorization");
        read(subject, id).then().statusCode(200).header("Vary", "Authorization");
        as("ana")
                .get("/ratings/{subject}/exclusions", subject)
                .then()
                .statusCode(403)
                .header("Vary", "Authorization");
    }

    @Test
    void aSubjectsExclusionsAreItsOwn() {
        String id = excluded(subject, ONE_DAY);
        String other = newSubject();
        list(other).then().statusCode(200).body("items", empty());
        problem(404, "not-found", read(other, id));
        problem(404, "not-found", remove(other, id));
        read(subject, id).then().statusCode(200);
    }

    @Test
    void aRemovedExclusionIsGoneForGoodAndMayBeRemovedAgain() {
        String id = excluded(subject, ONE_DAY);
        String other = excluded(subject, ONE_DAY);
        remove(subject, id).then().statusCode(204).body(is(""));
        list(subject).then().body("items.id", contains(other));
        problem(410, "removed", read(subject, id));
        remove(subject, id).then().statusCode(204);
        var rows = TestDatabase.ofService().query("select active, version from exclusion where id = '" + id + "'");
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.getBoolean("active")).isFalse();
            assertThat(row.getInteger("version")).isEqualTo(2);
        });
    }

    @Test
    void whatWasNeverThereIsNotFound() {
        String id = UUID.randomUUID().toString();
        problem(404, "not-found", read(subject, id));
        problem(404, "not-found", remove(subject, id));
    }

    @Test
    void withoutATokenNothingIsSaidOrDone() {
        String id = excluded(subject, ONE_DAY);
        String path = "/ratings/" + subject + "/exclusions";
        for (Response answer : List.of(
                given().get(path),
                given().get(path + "/" + id),
                given().get(path + "?limit=0"),
                given().get(path + "/no-uuid"),
                given().delete(path + "/" + id),
                given().contentType("application/json").body("{").post(path),
                given().contentType("text/plain").body("x".repeat(20_000)).post(path))) {
            problem(401, "unauthenticated", answer);
            answer.then().header("WWW-Authenticate", containsString("Bearer"));
        }
        list(subject).then().body("items.id", contains(id));
    }

    @Test
    void onlyModeratorsMay() {
        String id = excluded(subject, ONE_DAY);
        String path = "/ratings/" + subject + "/exclusions";
        for (String role : List.of("operator", "Moderator")) {
            problem(403, "forbidden", as("ana", role).get(path));
            problem(403, "forbidden", as("ana", role).get(path + "/" + id));
            problem(403, "forbidden", as("ana", role).delete(path + "/" + id));
            problem(403, "forbidden", as("ana", role).body(ONE_DAY).post(path));
        }
        list(subject).then().body("items.id", contains(id));
    }

    @Test
    void whatIsWrongWithARequestGoesBeforeWhoMayDoIt() {
        String path = "/ratings/" + subject + "/exclusions";
        problem(400, "validation", as("ana").body("{}").post(path));
        problem(400, "validation", as("ana").get(path + "?limit=0"));
        problem(404, "not-found", as("ana").delete(path + "/" + UUID.randomUUID()));
    }

    @Test
    void theCallsStandBesideTheRatingsOwn() {
        given().get("/ratings/" + subject).then().statusCode(200);
        String path = "/ratings/" + subject + "/exclusions";
        problem(405, "method-not-allowed", moderator().body("{}").put(path));
        problem(405, "method-not-allowed", moderator().delete(path));
        problem(405, "method-not-allowed", moderator().body("{}").post(path + "/" + UUID.randomUUID()));
        problem(405, "method-not-allowed", moderator().body("{}").post("/ratings/" + subject));
        problem(404, "not-found", moderator().get(path + "/x/y"));
    }

    private static void problem(int status, String slug, Response response) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", is("/problems/" + slug))
                .body("status", is(status));
    }
}
